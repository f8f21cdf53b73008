namespace Recurrent.TimeSeries.Forecasting.Paths;

/// <summary>Which inputs a step has when the network reads values one by one, its own draws included, in order.</summary>
/// <remarks>
/// Any values: last level; size of the base's error beside the spread; change of the last value over one step and over each period; other copies of the past
/// relative to the base. Values that cannot be negative: last value, mean of the last few, value a period before, each as ln(1 + y/s); ln s.
/// Then cycles, known-future covariates and static properties.
/// </remarks>
internal sealed class PathLayout
{
    public PathLayout(ForecastPreprocessing preprocessing, ForecastHead head)
    {
        (IsPositive, IsCount) = (head.IsPositive(), head.IsCount());
        BasePeriod = preprocessing.BasePeriod;
        Periods = preprocessing.Periods;
        Lags = [1, .. preprocessing.Periods];
        Candidates = [.. Lags.Where(lag => lag != BasePeriod)];
        Own = IsPositive ? 3 + Periods.Length : 2 + Lags.Length + Candidates.Length;
        Inputs = Own + new FeatureLayout(preprocessing).Shared;
    }

    /// <summary>Whether values are measured from 0 in units of their mean.</summary>
    public bool IsPositive { get; }

    /// <summary>Whether values are whole numbers, so that a mean has a natural size.</summary>
    public bool IsCount { get; }

    /// <summary>b: the network describes the distance from the value so many steps before.</summary>
    public int BasePeriod { get; }

    public int[] Periods { get; }

    /// <summary>One step and the periods.</summary>
    public int[] Lags { get; }

    /// <summary>Those of the lags that are not the base.</summary>
    public int[] Candidates { get; }

    /// <summary>Inputs made of values of the series.</summary>
    public int Own { get; }

    /// <summary>All inputs of a step.</summary>
    public int Inputs { get; }
}

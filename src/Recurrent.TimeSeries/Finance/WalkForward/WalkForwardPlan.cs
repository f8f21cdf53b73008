using Recurrent.Training;

namespace Recurrent.TimeSeries.Finance.WalkForward;

/// <summary>Which days are forecast and when models learn again.</summary>
public sealed record WalkForwardPlan
{
    /// <summary>Row of the first day forecast, at least 1; every row from it on is forecast.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Set below 1.</exception>
    public required int FirstDay
    {
        get;
        init => field = OptionGuard.AtLeastOne(value, nameof(FirstDay));
    }

    /// <summary>Days between two fits, at least 1; each fit sees all rows before the day it is made for. About one trading year by default.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Set below 1.</exception>
    public int RefitEvery
    {
        get;
        init => field = OptionGuard.AtLeastOne(value, nameof(RefitEvery));
    } = 250;

    /// <summary>Standardised returns whose quantiles give value-at-risk, at least 1; about four trading years by default.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Set below 1.</exception>
    public int ResidualWindow
    {
        get;
        init => field = OptionGuard.AtLeastOne(value, nameof(ResidualWindow));
    } = 1000;

    /// <summary>Rows at whose beginning there is a fit.</summary>
    internal IEnumerable<int> Origins(int days)
    {
        for (var day = FirstDay; day < days; day += RefitEvery) yield return day;
    }
}

using Recurrent.Training;

namespace Recurrent.TimeSeries.Forecasting;

/// <summary>How values become inputs and outputs become values; stored as <c>preprocessing</c> in <c>model.json</c>.</summary>
internal sealed record ForecastPreprocessing
{
    public required Frequency Frequency { get; init; }

    public required int Context { get; init; }

    /// <summary>Seasonal periods in steps, growing; empty when there is none.</summary>
    public required int[] Periods { get; init; }

    /// <summary>Period of the naive forecast whose error the network predicts; 1 repeats the last value.</summary>
    public required int BasePeriod { get; init; }

    /// <summary>Models of earlier versions predict the distance from the naive forecast.</summary>
    public ForecastBase Base { get; init; }

    /// <summary>Period of a base forecast that is fitted to each series; 0 in models of earlier versions, which took the shortest of <see cref="Periods"/>.</summary>
    public int FittedPeriod { get; init; }

    public required int ScoringPeriod { get; init; }

    public required DataTransformKind Transform { get; init; }

    /// <summary>Smallest value a logarithm is taken of; smaller ones count as this.</summary>
    public required double LogFloor { get; init; }

    public required Cycle[] Cycles { get; init; }

    public required CovariateScale[] Covariates { get; init; }

    public required StaticVocabulary[] Statics { get; init; }

    /// <summary>Columns of holidays; none in models of earlier versions.</summary>
    public HolidayVocabulary[] Holidays { get => field ?? []; init; }

    public IntervalCalibration? Calibration { get; init; }

    /// <summary>Whether an input says which values are missing; false for models trained on complete series.</summary>
    public bool ReadsMissing { get; init; }

    public required ChosenSetting[] Settings { get; init; }
}

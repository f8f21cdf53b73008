namespace Recurrent.TimeSeries.Forecasting;

/// <summary>Which inputs a step of the encoder and of the decoder has, in order.</summary>
/// <remarks>
/// Encoder: level; one difference for each period (the first difference when there is none); whether the value is missing, if the model reads
/// that; past covariates and which of them are missing; then what both have.
/// Decoder: level of the base forecast; other seasonal candidates relative to it; recent change; position; whether the value the base repeats
/// is missing; then what both have.
/// Both: cycles (sine, cosine), known-future covariates and which of them are missing, holidays, static properties.
/// </remarks>
internal sealed class FeatureLayout
{
    /// <summary>Level, last change, mean change, level shift, h/H, 1/h, relative size of the seasonal error.</summary>
    private const int DecoderFixed = 7;

    public FeatureLayout(ForecastPreprocessing preprocessing)
    {
        DifferenceLags = preprocessing.Periods.Length > 0 ? preprocessing.Periods : [1];
        Candidates = [.. CandidatesOf(preprocessing)];
        PastCovariates = [.. preprocessing.Covariates.Where(one => one.Kind == CovariateKind.Past)];
        FutureCovariates = [.. preprocessing.Covariates.Where(one => one.Kind == CovariateKind.Future)];
        StaticInputs = preprocessing.Statics.Sum(one => one.Values.Length);
        MissingInputs = preprocessing.ReadsMissing ? 1 : 0;
        PastInputs = Inputs(PastCovariates);
        Shared = (2 * preprocessing.Cycles.Length) + Inputs(FutureCovariates) + preprocessing.Holidays.Sum(one => one.Inputs) + StaticInputs;
        EncoderInputs = 1 + DifferenceLags.Length + MissingInputs + PastInputs + Shared;
        DecoderInputs = DecoderFixed + Candidates.Length + MissingInputs + Shared;
    }

    public int[] DifferenceLags { get; }

    /// <summary>Other forecasts that only copy the past, told to the decoder.</summary>
    public Candidate[] Candidates { get; }

    public CovariateScale[] PastCovariates { get; }

    public CovariateScale[] FutureCovariates { get; }

    /// <summary>Inputs of the past covariates.</summary>
    public int PastInputs { get; }

    /// <summary>1 when an input says whether a value is missing, otherwise 0.</summary>
    public int MissingInputs { get; }

    public int StaticInputs { get; }

    /// <summary>Inputs that encoder and decoder steps have in common.</summary>
    public int Shared { get; }

    public int EncoderInputs { get; }

    public int DecoderInputs { get; }

    private static int Inputs(CovariateScale[] covariates) => covariates.Sum(one => one.ReadsMissing ? 2 : 1);

    /// <summary>The last season, the one before it, and so on, of each period but the base's last season.</summary>
    private static IEnumerable<Candidate> CandidatesOf(ForecastPreprocessing preprocessing)
    {
        var isNaive = preprocessing.Base == ForecastBase.Naive;
        if (!isNaive || preprocessing.BasePeriod != 1) yield return new Candidate(1, 1);
        foreach (var period in preprocessing.Periods)
        {
            if (!isNaive || period != preprocessing.BasePeriod) yield return new Candidate(period, 1);
            yield return new Candidate(period, 2);
        }
    }

    /// <summary>The season of <paramref name="Period"/> steps that lies <paramref name="Back"/> seasons back, repeated.</summary>
    internal readonly record struct Candidate(int Period, int Back);
}

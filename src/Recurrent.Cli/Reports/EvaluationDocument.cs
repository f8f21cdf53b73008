using Recurrent.TimeSeries.Forecasting;

namespace Recurrent.Cli.Reports;

/// <summary>The scores of a model beside the simple methods.</summary>
internal sealed record EvaluationDocument : ScoreDocument
{
    public string Task { get; init; } = "forecast";

    public int Series { get; init; }

    public int Horizon { get; init; }

    public int Origins { get; init; }

    public int Period { get; init; }

    /// <summary>Missing values of the data, which are not scored.</summary>
    public long MissingValues { get; init; }

    public bool BeatsBaselines { get; init; }

    public string BestBaseline { get; init; } = "";

    public required IReadOnlyDictionary<string, ScoreDocument> Baselines { get; init; }

    public static EvaluationDocument Of(ForecastEvaluation evaluation)
    {
        var scores = ScoreDocument.Of(evaluation.Model);
        return new EvaluationDocument
        {
            Series = evaluation.Series.Count,
            Horizon = evaluation.Horizon,
            Origins = evaluation.Origins,
            Period = evaluation.Period,
            Mase = scores.Mase,
            Smape = scores.Smape,
            Rmse = scores.Rmse,
            Mae = scores.Mae,
            WeightedQuantileLoss = scores.WeightedQuantileLoss,
            Coverage80 = scores.Coverage80,
            Coverage90 = scores.Coverage90,
            Owa = scores.Owa,
            Crps = scores.Crps,
            BeatsBaselines = evaluation.BeatsBaselines,
            BestBaseline = evaluation.BestBaseline.Method,
            Baselines = evaluation.Baselines.ToDictionary(one => one.Method, ScoreDocument.Of),
        };
    }
}

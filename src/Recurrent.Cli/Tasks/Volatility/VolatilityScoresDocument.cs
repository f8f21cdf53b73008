using System.Diagnostics.CodeAnalysis;
using Recurrent.TimeSeries.Finance.Scoring;

namespace Recurrent.Cli.Tasks.Volatility;

/// <summary>The scores of a model beside the simple methods.</summary>
internal sealed record VolatilityScoresDocument : VolatilityMethodDocument
{
    [SetsRequiredMembers]
    private VolatilityScoresDocument(VolatilityMethodDocument scores)
        : base(scores)
    {
    }

    public string Task { get; init; } = VolatilityTask.TaskName;

    public int Days { get; init; }

    public int DaysWithoutMove { get; init; }

    public string From { get; init; } = "";

    public string Through { get; init; } = "";

    /// <summary>The method of ratios and tests.</summary>
    public string Reference { get; init; } = "";

    public DirectionDocument? Direction { get; init; }

    public IReadOnlyDictionary<string, VolatilityMethodDocument> Baselines { get; init; } = new Dictionary<string, VolatilityMethodDocument>();

    public static VolatilityScoresDocument Of(VolatilityEvaluation evaluation) => new(VolatilityMethodDocument.Of(evaluation.Model))
    {
        Days = evaluation.Days,
        DaysWithoutMove = evaluation.DaysWithoutMove,
        From = VolatilityText.Date(evaluation.Forecasts[0].Date),
        Through = VolatilityText.Date(evaluation.Forecasts[^1].Date),
        Reference = evaluation.Reference,
        Direction = DirectionDocument.Of(evaluation.Direction),
        Baselines = evaluation.Baselines.ToDictionary(static one => one.Method, VolatilityMethodDocument.Of),
    };
}

using System.Collections.Immutable;

namespace Recurrent.Training;

/// <summary>How a model does on validation data.</summary>
/// <param name="Score">The number that decides on early stopping and the best weights.</param>
public sealed record Evaluation(double Score)
{
    /// <summary>Further metrics by name, for the log.</summary>
    public ImmutableDictionary<string, double> Metrics { get; init; } = ImmutableDictionary<string, double>.Empty;
}

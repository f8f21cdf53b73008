using Recurrent.TimeSeries.Forecasting;

namespace Recurrent.Cli.Reports;

/// <summary>One series to show.</summary>
/// <param name="Scores">Its scores.</param>
/// <param name="Rank">Why it was taken: best, median, worst; empty when all are shown.</param>
internal readonly record struct SampledSeries(SeriesEvaluation Scores, string Rank);

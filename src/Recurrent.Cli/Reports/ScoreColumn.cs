using Recurrent.TimeSeries.Forecasting;

namespace Recurrent.Cli.Reports;

/// <summary>One column of the score table.</summary>
/// <param name="Name">Heading.</param>
/// <param name="Value">The error to show; smaller is better.</param>
/// <param name="Text">How to write it.</param>
internal sealed record ScoreColumn(string Name, Func<ForecastScores, double> Value, Func<double, string> Text);

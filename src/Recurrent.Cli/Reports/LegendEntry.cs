namespace Recurrent.Cli.Reports;

/// <summary>One entry of a legend.</summary>
/// <param name="Style">Class of the style sheet that colours it.</param>
/// <param name="Name">What it stands for.</param>
internal readonly record struct LegendEntry(string Style, string Name);

namespace Recurrent.Cli.Reports;

/// <summary>How the curves of a run are drawn in a report.</summary>
/// <param name="Number">Tells the figures of one page apart.</param>
/// <param name="Caption">What the losses are.</param>
internal sealed record LossFigure(int Number, string Caption)
{
    public string Title { get; init; } = "Training and validation loss";

    public IReadOnlyList<LegendEntry> Legend { get; init; } = LossChart.Legend;

    /// <summary>Networks trained side by side, over which the training loss is a sum.</summary>
    public int Members { get; init; } = 1;
}

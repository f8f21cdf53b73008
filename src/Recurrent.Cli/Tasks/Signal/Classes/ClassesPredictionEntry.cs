namespace Recurrent.Cli.Tasks.Signal.Classes;

/// <summary>What was said of one signal.</summary>
/// <param name="File">Its file or id.</param>
/// <param name="Label">The most probable class.</param>
/// <param name="Probability">Its probability.</param>
internal sealed record ClassesPredictionEntry(string File, string Label, double Probability);

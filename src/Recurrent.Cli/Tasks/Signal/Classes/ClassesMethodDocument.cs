using Recurrent.TimeSeries.Signals.Classification;

namespace Recurrent.Cli.Tasks.Signal.Classes;

/// <summary>Scores of one method.</summary>
internal record ClassesMethodDocument
{
    public required double Accuracy { get; init; }

    public required double MacroF1 { get; init; }

    public static ClassesMethodDocument Of(SignalScores scores) => new() { Accuracy = scores.Accuracy, MacroF1 = scores.MacroF1 };
}

using Recurrent.Layers.Initialization;
using Recurrent.Layers.Sequence;
using Recurrent.Tensors.Random;

namespace Recurrent.Cli.Bench;

/// <summary>A cell that is measured.</summary>
/// <param name="Name">As <c>--cell</c> names it.</param>
/// <param name="Gates">Rows of its weights are gates · H.</param>
internal readonly record struct BenchCell(string Name, int Gates)
{
    public static IReadOnlyList<BenchCell> All { get; } = [new("rnn", 1), new("lstm", 4), new("gru", 3)];

    /// <summary>A layer with its usual first values.</summary>
    public SequenceLayer Create(BenchSize size) => SequenceLayers.BuiltIn.Create(
        Name,
        new RecurrentOptions { InputSize = size.Input, HiddenSize = size.Hidden },
        new InitializationScope(new RandomSource(1)));
}

using Recurrent.Layers;
using Recurrent.Layers.Basic;
using Recurrent.Layers.Sequence;
using Recurrent.Tensors;
using Recurrent.Tensors.Autograd;
using Recurrent.Tensors.Random;
using Recurrent.Tensors.Sequences;

namespace Recurrent.Cli.Diagnose;

/// <summary>A recurrent layer and a readout of its last step.</summary>
internal sealed class RecallNetwork : Module
{
    private readonly Linear _head;

    public RecallNetwork(CellColumn column, RecurrentOptions options, int length, ulong seed)
    {
        var random = new RandomSource(seed);
        try
        {
            Layer = AddModule("layer", SequenceLayers.BuiltIn.Create(column.Cell, options with { Initialization = column.ValuesFor(length) }, random));
        }
        catch (Exception refusal) when (refusal is ArgumentException or NotSupportedException)
        {
            throw new UsageException($"--cell: '{column.Name}' cannot be made: {refusal.Message}", refusal);
        }

        _head = AddModule("head", new Linear(Layer.OutputSize, 1, random));
        if (column.Gain != 1) Scale(column.Gain);
    }

    public SequenceLayer Layer { get; }

    /// <summary>One answer a row.</summary>
    /// <returns><c>[B, 1]</c>.</returns>
    public Tensor Run(Tape tape, SequenceBatch input) => _head.Run(tape, Layer.Run(tape, input).Outputs.Values.At(input.Time - 1));

    private void Scale(double gain)
    {
        foreach (var (name, parameter) in Layer.Parameters())
        {
            if (!name.StartsWith("weight_hh", StringComparison.Ordinal)) continue;
            foreach (ref var value in parameter.BeginUpdate()) value *= (float)gain;
        }
    }
}

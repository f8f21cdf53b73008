using System.Collections.Immutable;
using Recurrent.Layers.Sequence;
using Recurrent.Tensors;
using Recurrent.Tensors.Autograd;
using Recurrent.Tensors.Random;
using Recurrent.Tensors.Sequences;

namespace Recurrent.Interop.Tests.Onnx.Export;

/// <summary>Batches of random numbers, run by a layer of ours and by its model in ONNX Runtime.</summary>
internal sealed class SampleBatches(SequenceLayer layer, RandomSource random)
{
    private int _count;

    /// <summary>Outputs and final states must be equal, from random states on and with NaN in the padding.</summary>
    public void Check(OnnxRun run, int time, ImmutableArray<int> lengths)
    {
        SequenceState state = RandomState(lengths.Length);
        SequenceBatch batch = Batch(time, lengths);
        (SequenceBatch outputs, SequenceState final) = layer.Run(Tape.ForInference(), batch, state);
        string[] names = [.. run.Inputs.Where(name => name.StartsWith("initial_", StringComparison.Ordinal))];
        Dictionary<string, OnnxArray> results = run.Run(
        [
            ("input", OnnxArray.Of(batch.Values)), ("lengths", OnnxArray.Of([.. lengths])),
            .. names.Select((name, component) => (name, OnnxArray.Of(state.Components[component]))),
        ]);
        results["output"].AssertNear(outputs.Values);
        Assert.Equal(final.Components.Length, names.Length);
        for (int component = 0; component < names.Length; component++)
        {
            results[names[component].Replace("initial_", "final_", StringComparison.Ordinal)].AssertNear(final.Components[component]);
        }
    }

    public SequenceBatch Batch(int time, ImmutableArray<int> lengths)
    {
        Tensor values = Random(new Shape(time, lengths.Length, layer.InputSize));
        float[] padded = values.Values.ToArray();
        for (int step = 0; step < time; step++)
        {
            for (int row = 0; row < lengths.Length; row++)
            {
                if (step >= lengths[row])
                {
                    padded.AsSpan(((step * lengths.Length) + row) * layer.InputSize, layer.InputSize).Fill(float.NaN);
                }
            }
        }

        return new SequenceBatch(Tensor.FromValues(padded, values.Shape), lengths);
    }

    /// <summary>The state after a few steps of another sequence: states of all cells hang together.</summary>
    private SequenceState RandomState(int batch)
    {
        var other = new SequenceBatch(Random(new Shape(2, batch, layer.InputSize)), [.. Enumerable.Range(0, batch).Select(row => (row + 2) % 3)]);
        return layer.Run(Tape.ForInference(), other).State.Detach();
    }

    private Tensor Random(Shape shape)
    {
        var values = new float[shape.Length];
        random.Stream($"{_count++}").FillNormal(values);
        return Tensor.FromValues(values, shape);
    }
}

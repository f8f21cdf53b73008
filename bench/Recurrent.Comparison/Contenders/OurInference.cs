using Recurrent.Comparison.Cases;
using Recurrent.Layers.Sequence;
using Recurrent.Tensors;
using Recurrent.Tensors.Autograd;
using Recurrent.Tensors.Sequences;

namespace Recurrent.Comparison.Contenders;

/// <summary>Our forward pass without gradient.</summary>
internal sealed class OurInference : IContender
{
    private readonly SequenceLayer _layer;
    private readonly SequenceBatch _batch;
    private readonly Tape _tape;

    public OurInference(SequenceData data, int threads)
    {
        SequenceCase sizes = data.Sizes;
        _layer = Recurrence.Load(Recurrence.Create(sizes), data.Weights);
        _batch = new SequenceBatch(Tensor.FromValues(data.Input, new Shape(sizes.Time, sizes.Batch, sizes.Input)));
        _tape = Tape.ForInference(threads);
    }

    public string Name => "ours";

    public IReadOnlyDictionary<string, float[]> Probe()
    {
        float[] output = _layer.Run(_tape, _batch).Outputs.Values.Values.ToArray();
        _tape.Reset();
        return new Dictionary<string, float[]> { ["output"] = output };
    }

    public void Run()
    {
        _layer.Run(_tape, _batch);
        _tape.Reset();
    }

    public void Dispose()
    {
        // Managed memory only.
    }
}

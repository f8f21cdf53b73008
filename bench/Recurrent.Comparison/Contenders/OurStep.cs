using Recurrent.Comparison.Cases;
using Recurrent.Layers.Sequence;
using Recurrent.Tensors.Sequences;

namespace Recurrent.Comparison.Contenders;

/// <summary>One step of our live stream.</summary>
internal sealed class OurStep(SequenceData data, StreamOptions options) : IContender
{
    private readonly SequenceStream _stream = Recurrence.Load(Recurrence.Create(data.Sizes), data.Weights).OpenStream(options);
    private readonly StepInputs _inputs = new(data.Sizes);

    public string Name => options is { Weights: WeightPrecision.Single, Threads: 1 } ? "ours, float32, 1 thread" : "ours";

    public IReadOnlyDictionary<string, float[]> Probe()
    {
        _stream.Reset();
        _inputs.Rewind();
        List<float> outputs = [];
        for (int step = 0; step < StepInputs.Length; step++)
        {
            outputs.AddRange(_stream.Step(_inputs.Next()));
        }

        return new Dictionary<string, float[]> { ["output"] = [.. outputs] };
    }

    public void Run() => _stream.Step(_inputs.Next());

    public void Dispose()
    {
        // Managed memory only.
    }
}

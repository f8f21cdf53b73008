using Recurrent.Comparison.Cases;
using Recurrent.Layers.Sequence;

namespace Recurrent.Comparison.Contenders;

/// <summary>One step of our live stream.</summary>
internal sealed class OurStep(SequenceData data) : IContender
{
    private readonly SequenceStream _stream = Recurrence.Load(Recurrence.Create(data.Sizes), data.Weights).OpenStream();
    private readonly StepInputs _inputs = new(data.Sizes);

    public string Name => "ours";

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

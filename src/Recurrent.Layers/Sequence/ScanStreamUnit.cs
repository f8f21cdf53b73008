using Recurrent.Tensors.Ops.Recurrences.Scans;

namespace Recurrent.Layers.Sequence;

/// <summary>One layer's part of a live stream over the packed weights of a scan.</summary>
internal sealed class ScanStreamUnit(ScanStepper stepper) : StreamUnit
{
    private readonly float[] _hidden = new float[stepper.HiddenSize];
    private readonly float[] _state = new float[stepper.HasOutput ? stepper.HiddenSize : 0];
    private readonly float[] _scratch = new float[stepper.ScratchLength(rows: 1)];

    public override ReadOnlySpan<float> Step(ReadOnlySpan<float> input)
    {
        stepper.Step(input, _hidden, _state, _scratch);
        return _hidden;
    }

    public override void Reset()
    {
        Array.Clear(_hidden);
        Array.Clear(_state);
    }

    public override Span<float> Component(int index) => index == 0 ? _hidden : _state;
}

using System.Runtime.CompilerServices;
using Recurrent.Tensors.Sequences;

namespace Recurrent.Layers.Sequence;

/// <summary>One layer's part of a live stream over packed weights.</summary>
internal sealed class FusedStreamUnit(RecurrentStepper stepper, int threads) : StreamUnit
{
    private readonly StepTeam _team = stepper.TeamOf(threads);
    private readonly float[] _hidden = new float[stepper.HiddenSize];
    private readonly float[] _cell = new float[stepper.HasCellState ? stepper.HiddenSize : 0];
    private readonly float[] _scratch = new float[stepper.ScratchLength];

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override ReadOnlySpan<float> Step(ReadOnlySpan<float> input)
    {
        stepper.Step(input, _hidden, _cell, _scratch, _team);
        return _hidden;
    }

    public override void Reset()
    {
        Array.Clear(_hidden);
        Array.Clear(_cell);
    }

    public override Span<float> Component(int index) => index == 0 ? _hidden : _cell;
}

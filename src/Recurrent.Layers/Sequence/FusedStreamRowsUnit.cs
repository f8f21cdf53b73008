using System.Runtime.CompilerServices;
using Recurrent.Tensors.Sequences;

namespace Recurrent.Layers.Sequence;

/// <summary>One layer's part of a batch of live streams over packed weights.</summary>
internal sealed class FusedStreamRowsUnit(RecurrentStepper stepper, int threads) : StreamRowsUnit
{
    private readonly RecurrentStepRows _rows = stepper.OpenRows(threads);

    public override void Grow(int capacity) => _rows.Grow(capacity);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override Span<float> Step(ReadOnlySpan<int> streams, ReadOnlySpan<float> inputs) => _rows.Step(streams, inputs);

    public override void Reset(int stream)
    {
        _rows.Hidden(stream).Clear();
        _rows.Cell(stream).Clear();
    }

    public override Span<float> Component(int index, int stream) => index == 0 ? _rows.Hidden(stream) : _rows.Cell(stream);
}

using Recurrent.Tensors.Ops.Recurrences.Scans;

namespace Recurrent.Layers.Sequence;

/// <summary>One layer's part of a batch of live streams over the packed weights of a scan.</summary>
internal sealed class ScanStreamRowsUnit(ScanStepper stepper) : StreamRowsUnit
{
    private readonly int _width = stepper.HiddenSize;
    private float[] _states = [];
    private float[] _rows = [];
    private float[] _scratch = [];

    public override void Grow(int capacity)
    {
        Array.Resize(ref _states, checked(capacity * _width));
        _rows = new float[_states.Length];
        _scratch = new float[stepper.ScratchLength(capacity)];
    }

    public override Span<float> Step(ReadOnlySpan<int> streams, ReadOnlySpan<float> inputs)
    {
        Span<float> rows = _rows.AsSpan(0, streams.Length * _width);
        for (int row = 0; row < streams.Length; row++)
        {
            Component(0, streams[row]).CopyTo(rows[(row * _width)..]);
        }

        stepper.Step(inputs, rows, _scratch);
        for (int row = 0; row < streams.Length; row++)
        {
            rows.Slice(row * _width, _width).CopyTo(Component(0, streams[row]));
        }

        return rows;
    }

    public override void Reset(int stream) => Component(0, stream).Clear();

    public override Span<float> Component(int index, int stream) => _states.AsSpan(stream * _width, _width);
}

using Recurrent.Tensors.Ops.Recurrences.Scans;

namespace Recurrent.Layers.Sequence;

/// <summary>One layer's part of a batch of live streams over the packed weights of a scan.</summary>
internal sealed class ScanStreamRowsUnit(ScanStepper stepper) : StreamRowsUnit
{
    private readonly int _width = stepper.HiddenSize;
    private readonly int _components = stepper.HasOutput ? 2 : 1;
    private readonly float[][] _states = [[], []];
    private readonly float[][] _rows = [[], []];
    private float[] _scratch = [];

    public override void Grow(int capacity)
    {
        for (int component = 0; component < _components; component++)
        {
            Array.Resize(ref _states[component], checked(capacity * _width));
            _rows[component] = new float[_states[component].Length];
        }

        _scratch = new float[stepper.ScratchLength(capacity)];
    }

    public override Span<float> Step(ReadOnlySpan<int> streams, ReadOnlySpan<float> inputs)
    {
        for (int component = 0; component < _components; component++)
        {
            for (int row = 0; row < streams.Length; row++)
            {
                Component(component, streams[row]).CopyTo(_rows[component].AsSpan(row * _width));
            }
        }

        Span<float> hidden = _rows[0].AsSpan(0, streams.Length * _width);
        stepper.Step(inputs, hidden, stepper.HasOutput ? _rows[1].AsSpan(0, hidden.Length) : default, _scratch);
        for (int component = 0; component < _components; component++)
        {
            for (int row = 0; row < streams.Length; row++)
            {
                _rows[component].AsSpan(row * _width, _width).CopyTo(Component(component, streams[row]));
            }
        }

        return hidden;
    }

    public override void Reset(int stream)
    {
        for (int component = 0; component < _components; component++)
        {
            Component(component, stream).Clear();
        }
    }

    public override Span<float> Component(int index, int stream) => _states[index].AsSpan(stream * _width, _width);
}

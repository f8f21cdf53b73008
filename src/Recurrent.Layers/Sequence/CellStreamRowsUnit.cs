using Recurrent.Layers.Cells;
using Recurrent.Tensors;
using Recurrent.Tensors.Autograd;

namespace Recurrent.Layers.Sequence;

/// <summary>One layer's part of a batch of live streams for any cell: the cell's ops on a tape of one thread that keeps its memory, so that a warm step allocates nothing.</summary>
internal sealed class CellStreamRowsUnit<TCell, TState>(TCell cell) : StreamRowsUnit
    where TCell : Module, IRecurrentCell<TState>
    where TState : struct, IRecurrentState<TState>
{
    private readonly Tape _tape = Tape.ForStream();
    private readonly Tensor[] _components = new Tensor[TState.ComponentCount];
    private readonly float[][] _states = [.. Enumerable.Repeat(Array.Empty<float>(), TState.ComponentCount)];
    private readonly float[][] _gathered = [.. Enumerable.Repeat(Array.Empty<float>(), TState.ComponentCount)];
    private readonly int[] _widths = [.. CellUnit<TCell, TState>.ComponentsOf(cell.ZeroState(batch: 1)).Select(static component => component.Shape.Length)];
    private readonly Shape[] _shapes = [.. CellUnit<TCell, TState>.ComponentsOf(cell.ZeroState(batch: 1)).Select(static component => component.Shape)];

    public override void Grow(int capacity)
    {
        for (int component = 0; component < _states.Length; component++)
        {
            Array.Resize(ref _states[component], checked(capacity * _widths[component]));
            _gathered[component] = new float[_states[component].Length];
        }
    }

    public override Span<float> Step(ReadOnlySpan<int> streams, ReadOnlySpan<float> inputs)
    {
        int count = streams.Length;
        if (count == 0)
        {
            return default;
        }

        for (int component = 0; component < _states.Length; component++)
        {
            Span<float> gathered = Rows(component, count);
            for (int row = 0; row < count; row++)
            {
                Component(component, streams[row]).CopyTo(gathered[(row * _widths[component])..]);
            }

            _components[component] = _tape.Constant(gathered, _shapes[component].With(0, count));
        }

        TState next = cell.Step(_tape, _tape.Constant(inputs, new Shape(count, inputs.Length / count)), TState.From(_components));
        for (int component = 0; component < _states.Length; component++)
        {
            Scatter(next[component].Values, component, streams);
        }

        _tape.Reset();
        return Rows(0, count);
    }

    public override void Reset(int stream)
    {
        TState zero = cell.ZeroState(batch: 1);
        for (int component = 0; component < _states.Length; component++)
        {
            zero[component].Values.CopyTo(Component(component, stream));
        }
    }

    public override Span<float> Component(int index, int stream) => _states[index].AsSpan(stream * _widths[index], _widths[index]);

    private Span<float> Rows(int component, int count) => _gathered[component].AsSpan(0, count * _widths[component]);

    private void Scatter(ReadOnlySpan<float> values, int component, ReadOnlySpan<int> streams)
    {
        values.CopyTo(Rows(component, streams.Length));
        for (int row = 0; row < streams.Length; row++)
        {
            values.Slice(row * _widths[component], _widths[component]).CopyTo(Component(component, streams[row]));
        }
    }
}

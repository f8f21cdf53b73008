using Recurrent.Layers.Cells;
using Recurrent.Tensors;
using Recurrent.Tensors.Autograd;

namespace Recurrent.Layers.Sequence;

/// <summary>One layer's part of a live stream for any cell: the cell's ops on a tape of one thread that keeps its memory, so that a warm step allocates nothing.</summary>
internal sealed class CellStreamUnit<TCell, TState> : StreamUnit
    where TCell : Module, IRecurrentCell<TState>
    where TState : struct, IRecurrentState<TState>
{
    private readonly TCell _cell;
    private readonly Tape _tape = Tape.ForStream();
    private readonly Tensor[] _components = new Tensor[TState.ComponentCount];
    private readonly float[][] _state;
    private readonly Shape[] _shapes;

    public CellStreamUnit(TCell cell)
    {
        _cell = cell;
        TState zero = cell.ZeroState(batch: 1);
        _shapes = [.. Enumerable.Range(0, TState.ComponentCount).Select(component => zero[component].Shape)];
        _state = [.. _shapes.Select(shape => new float[shape.Length])];
    }

    public override ReadOnlySpan<float> Step(ReadOnlySpan<float> input)
    {
        for (int component = 0; component < _state.Length; component++)
        {
            _components[component] = _tape.Constant(_state[component], _shapes[component]);
        }

        TState next = _cell.Step(_tape, _tape.Constant(input, new Shape(1, input.Length)), TState.From(_components));
        Store(next);
        _tape.Reset();
        return _state[0];
    }

    public override void Reset() => Store(_cell.ZeroState(batch: 1));

    public override Span<float> Component(int index) => _state[index];

    private void Store(TState state)
    {
        for (int component = 0; component < _state.Length; component++)
        {
            state[component].Values.CopyTo(_state[component]);
        }
    }
}

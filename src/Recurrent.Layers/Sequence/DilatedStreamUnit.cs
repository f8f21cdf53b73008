namespace Recurrent.Layers.Sequence;

/// <summary>One layer's part of a live stream whose steps read the state of d steps before: d streams that take turns.</summary>
internal sealed class DilatedStreamUnit : StreamUnit
{
    private readonly StreamUnit[] _turns;
    private readonly float[][] _unused;
    private readonly int _components;
    private int _next;

    public DilatedStreamUnit(StreamUnit[] turns, int slots, int components)
    {
        (_turns, _components) = (turns, components);
        _unused = [.. Enumerable.Range(0, (slots - turns.Length) * components).Select(index => new float[turns[0].Component(index % components).Length])];
    }

    public override ReadOnlySpan<float> Step(ReadOnlySpan<float> input)
    {
        ReadOnlySpan<float> output = _turns[_next].Step(input);
        _next = (_next + 1) % _turns.Length;
        return output;
    }

    public override void Reset()
    {
        foreach (StreamUnit turn in _turns) turn.Reset();
        foreach (float[] values in _unused) Array.Clear(values);
        _next = 0;
    }

    public override Span<float> Component(int index)
    {
        (int slot, int component) = Math.DivRem(index, _components);

        // Slot 0 is the newest state, that of the turn before the next one.
        return slot < _turns.Length
            ? _turns[(_next + _turns.Length - 1 - slot) % _turns.Length].Component(component)
            : _unused[index - (_turns.Length * _components)];
    }
}

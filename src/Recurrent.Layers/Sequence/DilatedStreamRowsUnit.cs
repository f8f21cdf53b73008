namespace Recurrent.Layers.Sequence;

/// <summary>One layer's part of a batch of live streams whose steps read the state of d steps before: every stream is d of the unit's that take turns.</summary>
internal sealed class DilatedStreamRowsUnit(StreamRowsUnit rows, int dilation, int slots, int components) : StreamRowsUnit
{
    private readonly List<float[]> _unused = [];
    private int[] _next = [];
    private int[] _turns = [];

    public override void Grow(int capacity)
    {
        rows.Grow(checked(capacity * dilation));
        Array.Resize(ref _next, capacity);
        _turns = new int[capacity];
        for (int index = dilation * components; index < slots * components; index++)
        {
            float[] values = new float[capacity * rows.Component(index % components, 0).Length];
            int place = index - (dilation * components);
            if (place < _unused.Count)
            {
                _unused[place].CopyTo(values, 0);
                _unused[place] = values;
            }
            else
            {
                _unused.Add(values);
            }
        }
    }

    public override Span<float> Step(ReadOnlySpan<int> streams, ReadOnlySpan<float> inputs)
    {
        for (int row = 0; row < streams.Length; row++)
        {
            _turns[row] = (streams[row] * dilation) + _next[streams[row]];
        }

        Span<float> outputs = rows.Step(_turns.AsSpan(0, streams.Length), inputs);
        foreach (int stream in streams)
        {
            _next[stream] = (_next[stream] + 1) % dilation;
        }

        return outputs;
    }

    public override void Reset(int stream)
    {
        for (int turn = 0; turn < dilation; turn++)
        {
            rows.Reset((stream * dilation) + turn);
        }

        for (int index = dilation * components; index < slots * components; index++)
        {
            Component(index, stream).Clear();
        }

        _next[stream] = 0;
    }

    public override Span<float> Component(int index, int stream)
    {
        (int slot, int component) = Math.DivRem(index, components);
        if (slot < dilation)
        {
            return rows.Component(component, (stream * dilation) + ((_next[stream] + dilation - 1 - slot) % dilation));
        }

        int width = rows.Component(component, 0).Length;
        return _unused[index - (dilation * components)].AsSpan(stream * width, width);
    }
}

namespace Recurrent.Layers.Sequence;

/// <summary>One layer's part of a batch of live streams with zoneout: steps of the plain streams, mixed with the states before.</summary>
internal sealed class ZoneoutStreamRowsUnit(StreamRowsUnit plain, int components, float probability) : StreamRowsUnit
{
    private readonly float[][] _before = [.. Enumerable.Repeat(Array.Empty<float>(), components)];

    public override void Grow(int capacity)
    {
        plain.Grow(capacity);
        for (int component = 0; component < components; component++)
        {
            _before[component] = new float[checked(capacity * plain.Component(component, 0).Length)];
        }
    }

    public override Span<float> Step(ReadOnlySpan<int> streams, ReadOnlySpan<float> inputs)
    {
        for (int component = 0; component < components; component++)
        {
            for (int row = 0; row < streams.Length; row++)
            {
                Span<float> state = plain.Component(component, streams[row]);
                state.CopyTo(_before[component].AsSpan(row * state.Length));
            }
        }

        Span<float> hidden = plain.Step(streams, inputs);
        for (int row = 0; row < streams.Length; row++)
        {
            for (int component = 0; component < components; component++)
            {
                Span<float> state = plain.Component(component, streams[row]);
                ZoneoutMixture.Mix(_before[component].AsSpan(row * state.Length, state.Length), state, probability);
            }

            Span<float> shown = plain.Component(0, streams[row]);
            shown.CopyTo(hidden[(row * shown.Length)..]);
        }

        return hidden;
    }

    public override void Reset(int stream) => plain.Reset(stream);

    public override Span<float> Component(int index, int stream) => plain.Component(index, stream);
}

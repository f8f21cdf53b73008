namespace Recurrent.Layers.Sequence;

/// <summary>One layer's part of a live stream with zoneout: steps of the plain stream, mixed with the state before.</summary>
internal sealed class ZoneoutStreamUnit : StreamUnit
{
    private readonly StreamUnit _plain;
    private readonly float _probability;
    private readonly float[][] _before;

    public ZoneoutStreamUnit(StreamUnit plain, int components, float probability)
    {
        (_plain, _probability) = (plain, probability);
        _before = [.. Enumerable.Range(0, components).Select(component => new float[plain.Component(component).Length])];
    }

    public override ReadOnlySpan<float> Step(ReadOnlySpan<float> input)
    {
        for (int component = 0; component < _before.Length; component++)
        {
            _plain.Component(component).CopyTo(_before[component]);
        }

        _plain.Step(input);
        for (int component = 0; component < _before.Length; component++)
        {
            ZoneoutMixture.Mix(_before[component], _plain.Component(component), _probability);
        }

        return _plain.Component(0);
    }

    public override void Reset() => _plain.Reset();

    public override Span<float> Component(int index) => _plain.Component(index);
}

using Recurrent.Kernels.Attention;

namespace Recurrent.Tensors.Sequences;

/// <summary>The keys and values of the last steps of one live stream; the newest takes the place of the oldest.</summary>
internal sealed class KeyValueRing
{
    private readonly int _features;
    private readonly int _heads;
    private readonly float[] _keys;
    private readonly float[] _values;
    private readonly float[] _scores;
    private readonly float[] _bias;
    private int _next;

    /// <param name="capacity">W, how many steps a query sees, its own included.</param>
    /// <param name="heads">K.</param>
    /// <param name="features">K·D.</param>
    /// <param name="hasBias">Whether scores depend on distances.</param>
    public KeyValueRing(int capacity, int heads, int features, bool hasBias)
    {
        (Capacity, _heads, _features) = (capacity, heads, features);
        _keys = new float[capacity * features];
        _values = new float[capacity * features];
        _scores = new float[capacity * heads];
        _bias = new float[hasBias ? capacity * heads : 0];
    }

    public int Capacity { get; }

    /// <summary>How many steps there are.</summary>
    public int Count { get; private set; }

    public void Clear() => (Count, _next) = (0, 0);

    public void Add(ReadOnlySpan<float> key, ReadOnlySpan<float> value)
    {
        key.CopyTo(_keys.AsSpan(_next * _features));
        value.CopyTo(_values.AsSpan(_next * _features));
        _next = (_next + 1) % Capacity;
        Count = Math.Min(Count + 1, Capacity);
    }

    /// <summary>Attention of the newest step over all that are there.</summary>
    /// <param name="query">K·D values.</param>
    /// <param name="bias"><c>[K, E]</c> by distances 0 to E − 1, the last for all beyond; empty for none.</param>
    /// <param name="destination">K·D values.</param>
    public void Attend(ReadOnlySpan<float> query, ReadOnlySpan<float> bias, Span<float> destination)
    {
        int length = Count * _features;
        AttentionStep.Run(query, _keys.AsSpan(0, length), _values.AsSpan(0, length), BiasOf(bias), _scores, destination, _heads);
    }

    /// <summary>Copies the newest steps, the oldest of them first.</summary>
    public void CopyLast(int count, Span<float> keys, Span<float> values)
    {
        for (int slot = 0; slot < count; slot++)
        {
            int source = (_next - count + slot + (2 * Capacity)) % Capacity * _features;
            _keys.AsSpan(source, _features).CopyTo(keys[(slot * _features)..]);
            _values.AsSpan(source, _features).CopyTo(values[(slot * _features)..]);
        }
    }

    private ReadOnlySpan<float> BiasOf(ReadOnlySpan<float> bias)
    {
        if (bias.IsEmpty)
        {
            return default;
        }

        int entries = bias.Length / _heads;
        for (int head = 0; head < _heads; head++)
        {
            for (int slot = 0; slot < Count; slot++)
            {
                int distance = (_next - 1 - slot + (2 * Capacity)) % Capacity;
                _bias[(head * Count) + slot] = bias[(head * entries) + Math.Min(distance, entries - 1)];
            }
        }

        return _bias.AsSpan(0, _heads * Count);
    }
}

using Recurrent.Kernels.Elementwise;
using Recurrent.Kernels.Memory;

namespace Recurrent.Tensors.Autograd;

/// <summary>The gradient of one tensor: memory, and what is still to be done to it before someone reads it.</summary>
/// <remarks>To clear or to scale costs nothing at once: the first writer after a clearing overwrites all of it, an optimiser multiplies on the way.</remarks>
internal struct GradientMemory
{
    private AlignedBuffer? _buffer;

    // The gradient counts as zero, whatever its memory still holds; the first writer may overwrite it, a reader clears it before.
    private bool _isCleared;

    // What the memory is still to be multiplied by; a reader does it before.
    private float _factor;

    /// <summary>Whether there is memory.</summary>
    public readonly bool Exists => _buffer is not null;

    /// <summary>Takes memory, or gives it up.</summary>
    /// <param name="buffer">The memory, or null.</param>
    /// <param name="isCleared">Whether its content is to count as zero.</param>
    public void Attach(AlignedBuffer? buffer, bool isCleared = false) => (_buffer, _isCleared, _factor) = (buffer, isCleared, 1);

    /// <summary>All values, up to date.</summary>
    /// <param name="length">How many there are.</param>
    public Span<float> Values(int length)
    {
        Span<float> values = _buffer!.Span[..length];
        if (_isCleared)
        {
            values.Clear();
            _isCleared = false;
        }

        if (_factor != 1)
        {
            Scaling.By(values, _factor);
            _factor = 1;
        }

        return values;
    }

    /// <summary>Whether the values count as zero; then the caller overwrites all of them.</summary>
    public bool TakeCleared()
    {
        bool isCleared = _isCleared;
        _isCleared = false;
        return isCleared;
    }

    /// <summary>Makes the values count as zero.</summary>
    public void Clear() => (_isCleared, _factor) = (true, 1);

    /// <summary>Makes the values count as multiplied; a factor that waits already is multiplied in first.</summary>
    public void Scale(float factor, int length)
    {
        if (!_isCleared)
        {
            _ = Values(length);
            _factor = factor;
        }
    }

    /// <summary>All values as they stand, and what they are still to be multiplied by.</summary>
    public ReadOnlySpan<float> Unscaled(int length, out float factor)
    {
        factor = _factor;
        _factor = 1;
        ReadOnlySpan<float> unscaled = Values(length);
        _factor = factor;
        return unscaled;
    }
}

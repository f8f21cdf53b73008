using Recurrent.Kernels.Unsafe.Memory;

namespace Recurrent.Kernels.Memory;

/// <summary>Pinned managed floats whose first element lies on a 64-byte boundary: one cache line, one 512-bit vector.</summary>
internal sealed class AlignedBuffer
{
    /// <summary>Alignment of the first float, in bytes.</summary>
    public const int Alignment = 64;

    private readonly float[] _array;
    private readonly int _offset;

    private AlignedBuffer(float[] array, int offset, int length)
    {
        _array = array;
        _offset = offset;
        Length = length;
    }

    /// <summary>Number of floats.</summary>
    public int Length { get; }

    /// <summary>The floats; the memory never moves while the buffer is reachable.</summary>
    public Span<float> Span => _array.AsSpan(_offset, Length);

    /// <summary>The pool that rents the buffer out, or null.</summary>
    internal BufferPool? Owner { get; set; }

    /// <summary>True while a <see cref="BufferPool"/> holds the buffer for the next rent.</summary>
    internal bool IsPooled { get; set; }

    /// <summary>Allocates a buffer with undefined contents.</summary>
    /// <param name="length">Number of floats, 0 or more.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="length"/> is negative or too large for one array.</exception>
    public static AlignedBuffer Allocate(int length)
    {
        const int slack = Alignment / sizeof(float) - 1;
        ArgumentOutOfRangeException.ThrowIfNegative(length);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(length, Array.MaxLength - slack);
        float[] array = GC.AllocateUninitializedArray<float>(length + slack, pinned: true);
        return new AlignedBuffer(array, PinnedMemory.FloatsToAlignment(array, Alignment), length);
    }
}

using System.Numerics;

namespace Recurrent.Kernels.Memory;

/// <summary>
/// Keeps returned buffers for the next rent, by size class. For one thread at a time: a training step's intermediates come and go here
/// without the garbage collector noticing.
/// </summary>
/// <remarks>Four size classes per power of two, from 64 floats up: at most 25 % of a buffer is waste.</remarks>
internal sealed class BufferPool
{
    private const int SmallestExponent = 6;
    private const int ClassesPerDoubling = 4;
    private const int ClassCount = (31 - SmallestExponent) * ClassesPerDoubling + 1;

    private readonly Stack<AlignedBuffer>?[] _free = new Stack<AlignedBuffer>?[ClassCount];

    /// <summary>Buffers rented and not yet returned.</summary>
    public int OpenCount { get; private set; }

    /// <summary>Floats held for the next rent.</summary>
    public long PooledFloats { get; private set; }

    /// <summary>A buffer of at least <paramref name="length"/> floats with undefined contents.</summary>
    /// <param name="length">Number of floats needed, 0 or more.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="length"/> is negative or too large for one array.</exception>
    public AlignedBuffer Rent(int length)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(length);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(length, MaximumLength);
        int sizeClass = ClassHolding(length);
        if (_free[sizeClass] is { Count: > 0 } free)
        {
            AlignedBuffer buffer = free.Pop();
            buffer.IsPooled = false;
            PooledFloats -= buffer.Length;
            OpenCount++;
            return buffer;
        }

        AlignedBuffer created = AlignedBuffer.Allocate((int)Math.Min(LengthOf(sizeClass), MaximumLength));
        created.Owner = this;
        OpenCount++;
        return created;
    }

    /// <summary>Takes a buffer back; its span must not be used afterwards.</summary>
    /// <param name="buffer">A buffer that came from <see cref="Rent"/>.</param>
    /// <exception cref="InvalidOperationException">The buffer was returned before, or rented from another pool.</exception>
    public void Return(AlignedBuffer buffer)
    {
        ArgumentNullException.ThrowIfNull(buffer);
        if (buffer.Owner != this)
            throw new InvalidOperationException($"A buffer of {buffer.Length} floats belongs to another pool; return it where it was rented.");
        if (buffer.IsPooled)
            throw new InvalidOperationException($"A buffer of {buffer.Length} floats was returned twice; return each rented buffer once.");
        OpenCount--;
        buffer.IsPooled = true;
        PooledFloats += buffer.Length;
        (_free[ClassHolding(buffer.Length)] ??= new Stack<AlignedBuffer>()).Push(buffer);
    }

    /// <summary>Lets the garbage collector have every buffer that is not rented.</summary>
    public void Trim()
    {
        Array.Clear(_free);
        PooledFloats = 0;
    }

    private static int MaximumLength => Array.MaxLength - AlignedBuffer.Alignment;

    /// <summary>The smallest class whose buffers hold <paramref name="length"/> floats.</summary>
    internal static int ClassHolding(int length)
    {
        if (length <= 1 << SmallestExponent) return 0;
        int exponent = BitOperations.Log2((uint)(length - 1));
        int quarter = (length - 1) >> (exponent - 2) & 3;
        return (exponent - SmallestExponent) * ClassesPerDoubling + quarter + 1;
    }

    /// <summary>Floats in a buffer of a class.</summary>
    internal static long LengthOf(int sizeClass)
    {
        (int doubling, int quarter) = Math.DivRem(sizeClass, ClassesPerDoubling);
        return (4L + quarter) << (SmallestExponent - 2 + doubling);
    }
}

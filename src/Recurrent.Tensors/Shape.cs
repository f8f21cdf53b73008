using System.Runtime.CompilerServices;

namespace Recurrent.Tensors;

/// <summary>The lengths of a tensor's axes, outermost first; row-major, so the last axis is contiguous.</summary>
/// <remarks>A value type of up to <see cref="MaxRank"/> axes: making one never allocates; the default value is a scalar.</remarks>
public readonly struct Shape : IEquatable<Shape>
{
    /// <summary>The largest number of axes a tensor may have.</summary>
    public const int MaxRank = 5;

    private readonly Axes _axes;
    private readonly int _length;

    /// <summary>Makes a shape from its axis lengths.</summary>
    /// <param name="axes">Axis lengths, outermost first; each at least 0; at most <see cref="MaxRank"/> of them. None makes a scalar.</param>
    /// <exception cref="ArgumentException">Too many axes, a negative length, or more elements than <see cref="Array.MaxLength"/>, 2,147,483,591.</exception>
    public Shape(params ReadOnlySpan<int> axes)
    {
        if (axes.Length > MaxRank)
        {
            throw new ArgumentException($"A tensor has at most {MaxRank} axes, got {axes.Length}; reshape to fewer.", nameof(axes));
        }

        long length = 1;
        for (int axis = 0; axis < axes.Length; axis++)
        {
            ArgumentOutOfRangeException.ThrowIfNegative(axes[axis]);
            _axes[axis] = axes[axis];
            length *= axes[axis];
            if (length > Array.MaxLength)
            {
                throw new ArgumentException($"A tensor holds at most {Array.MaxLength} elements; split [{string.Join(", ", axes.ToArray())}].", nameof(axes));
            }
        }

        Rank = axes.Length;
        _length = (int)length;
    }

    /// <summary>Number of axes; 0 for a scalar.</summary>
    public int Rank { get; }

    /// <summary>Number of elements: the product of all axis lengths (1 for a scalar).</summary>
    public int Length => Rank == 0 ? 1 : _length;

    /// <summary>The length of one axis.</summary>
    /// <param name="axis">0-based from the outermost; negative counts from the last (−1 is the last axis).</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such axis.</exception>
    public int this[int axis] => _axes[NormalizeAxis(axis)];

    /// <summary>Turns an axis number that may be negative into one from 0 to <see cref="Rank"/> − 1.</summary>
    /// <param name="axis">Axis, negative counting from the last.</param>
    /// <returns>The same axis counted from the outermost.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There is no such axis.</exception>
    public int NormalizeAxis(int axis)
    {
        int normalized = axis < 0 ? axis + Rank : axis;
        if ((uint)normalized >= (uint)Rank)
        {
            throw new ArgumentOutOfRangeException(nameof(axis), axis, $"Shape {this} has {Rank} axes; use 0 to {Rank - 1}, or −1 for the last.");
        }

        return normalized;
    }

    /// <summary>The product of the lengths of the axes from <paramref name="start"/> up to but not including <paramref name="end"/>.</summary>
    /// <param name="start">First axis, 0 to <see cref="Rank"/>.</param>
    /// <param name="end">One past the last axis, <paramref name="start"/> to <see cref="Rank"/>.</param>
    /// <returns>The number of elements those axes span; 1 when there are none.</returns>
    public int LengthOf(int start, int end)
    {
        int length = 1;
        for (int axis = start; axis < end; axis++)
        {
            length *= _axes[axis];
        }

        return length;
    }

    /// <summary>Throws when the entries <c>[start, start + length)</c> are not all on an axis.</summary>
    internal void CheckRun(int axis, int start, int length)
    {
        int available = this[axis];
        if (start >= 0 && length >= 0 && start + (long)length <= available)
        {
            return;
        }

        (string name, int value) = start < 0 ? (nameof(start), start) : (nameof(length), length);
        throw new ArgumentOutOfRangeException(
            name, value, $"Received start {start} and length {length} on axis {NormalizeAxis(axis)} of {this}, which has {available} entries; expected both at least 0 and their sum at most {available}.");
    }

    /// <summary>This shape with one axis of another length.</summary>
    /// <param name="axis">Axis, negative counting from the last.</param>
    /// <param name="length">Its new length, at least 0.</param>
    /// <returns>The changed shape.</returns>
    public Shape With(int axis, int length)
    {
        Span<int> axes = stackalloc int[MaxRank];
        CopyTo(axes);
        axes[NormalizeAxis(axis)] = length;
        return new Shape(axes[..Rank]);
    }

    /// <summary>Writes the axis lengths.</summary>
    /// <param name="destination">At least <see cref="Rank"/> long.</param>
    public void CopyTo(Span<int> destination) => ((ReadOnlySpan<int>)_axes)[..Rank].CopyTo(destination);

    /// <summary>The axis lengths as a new array.</summary>
    /// <returns>An array of <see cref="Rank"/> lengths.</returns>
    public int[] ToArray() => ((ReadOnlySpan<int>)_axes)[..Rank].ToArray();

    /// <inheritdoc/>
    public bool Equals(Shape other) => Rank == other.Rank && ((ReadOnlySpan<int>)_axes)[..Rank].SequenceEqual(((ReadOnlySpan<int>)other._axes)[..Rank]);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is Shape other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = new HashCode();
        for (int axis = 0; axis < Rank; axis++)
        {
            hash.Add(_axes[axis]);
        }

        return hash.ToHashCode();
    }

    /// <summary>Whether two shapes have the same axes.</summary>
    public static bool operator ==(Shape left, Shape right) => left.Equals(right);

    /// <summary>Whether two shapes differ in any axis.</summary>
    public static bool operator !=(Shape left, Shape right) => !left.Equals(right);

    /// <summary>The axes in brackets, as in <c>[35, 20, 650]</c>.</summary>
    public override string ToString() => $"[{string.Join(", ", ToArray())}]";

    [InlineArray(MaxRank)]
    private struct Axes
    {
        private int _first;
    }
}

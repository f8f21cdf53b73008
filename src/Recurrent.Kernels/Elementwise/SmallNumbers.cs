using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Recurrent.Kernels.Elementwise;

/// <summary>Numbers so small that recurrent kernels take them as 0, so that products of two of the others are never subnormal.</summary>
/// <remarks>
/// Multiply-adds that read or make a subnormal number take some hundred cycles on many processors: a state that decays, gates that saturate or
/// a rare input would make a layer up to a hundred times slower. Managed code cannot set the processor's own flush-to-zero mode. Beside
/// numbers of ordinary size the limit is far below the last digit.
/// </remarks>
internal static class SmallNumbers
{
    /// <summary>2⁻⁶⁴: what is smaller in magnitude counts as 0. The square is the smallest number that is not far from subnormal.</summary>
    public const float Limit = 5.421011e-20f;

    private const uint MagnitudeBits = 0x7FFF_FFFF;

    /// <summary>Whether any number is small but not 0.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static bool Contains(ReadOnlySpan<float> values)
    {
        uint limit = BitConverter.SingleToUInt32Bits(Limit) - 1;
        var limits = new Vector<uint>(limit);
        var magnitude = new Vector<uint>(MagnitudeBits);
        ReadOnlySpan<Vector<uint>> vectors = MemoryMarshal.Cast<float, Vector<uint>>(values);
        Vector<uint> found = Vector<uint>.Zero;
        foreach (Vector<uint> vector in vectors)
        {
            // The bits of magnitudes rise with them; 0 becomes the largest number of all.
            found |= Vector.LessThan((vector & magnitude) - Vector<uint>.One, limits);
        }

        bool any = found != Vector<uint>.Zero;
        foreach (float value in values[(vectors.Length * Vector<uint>.Count)..])
        {
            any |= (BitConverter.SingleToUInt32Bits(value) & MagnitudeBits) - 1 < limit;
        }

        return any;
    }

    /// <summary>Copies, with 0 for what is small; NaN and infinities stay.</summary>
    /// <param name="source">Any floats.</param>
    /// <param name="destination">As long as <paramref name="source"/>; may be the same memory.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Flush(ReadOnlySpan<float> source, Span<float> destination)
    {
        Lengths.RequireEqual(source.Length, destination.Length);
        ReadOnlySpan<Vector<float>> from = MemoryMarshal.Cast<float, Vector<float>>(source);
        Span<Vector<float>> to = MemoryMarshal.Cast<float, Vector<float>>(destination);
        var limit = new Vector<float>(Limit);
        for (int index = 0; index < to.Length; index++)
        {
            to[index] = Vector.ConditionalSelect(Vector.LessThan(Vector.Abs(from[index]), limit), Vector<float>.Zero, from[index]);
        }

        for (int index = to.Length * Vector<float>.Count; index < source.Length; index++)
        {
            destination[index] = MathF.Abs(source[index]) < Limit ? 0f : source[index];
        }
    }
}

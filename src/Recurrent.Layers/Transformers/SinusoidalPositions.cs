using Recurrent.Tensors;
using Recurrent.Tensors.Autograd;
using Recurrent.Tensors.Sequences;

namespace Recurrent.Layers.Transformers;

/// <summary>Sines in the first half of the features and cosines in the second, of the position times 10000^(−2i/H).</summary>
/// <remarks>Vaswani and others, 2017, section 3.5, up to the order of the features. Angles are reduced in double precision.</remarks>
internal static class SinusoidalPositions
{
    /// <summary>Positions of steps that follow on those a row has had. <c>[T, B, H]</c></summary>
    public static Tensor Of(Tape tape, Shape shape, ReadOnlySpan<long> starts)
    {
        double[] turns = TurnsOf(shape[2]);
        Tensor positions = tape.Zeros(shape);
        Span<float> values = positions.Writable;
        for (int entry = 0; entry < shape[0] * shape[1]; entry++)
        {
            (int step, int row) = Math.DivRem(entry, shape[1]);
            Fill(starts[row] + step, turns, values.Slice(entry * shape[2], shape[2]));
        }

        return positions;
    }

    public static double[] TurnsOf(int size) => RotaryAngles.TurnsOf(size + (size % 2));

    /// <summary>The features of one position. An odd width has one sine less than cosines.</summary>
    public static void Fill(long position, double[] turns, Span<float> features)
    {
        Span<float> cosines = stackalloc float[turns.Length], sines = stackalloc float[turns.Length];
        RotaryAngles.Fill(position, turns, cosines, sines);
        sines[..(features.Length - turns.Length)].CopyTo(features);
        cosines.CopyTo(features[(features.Length - turns.Length)..]);
    }
}

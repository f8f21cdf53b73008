using System.Numerics;
using System.Runtime.CompilerServices;
using Recurrent.Tensors.Autograd;
using Recurrent.Tensors.Ops.Rows;
using Recurrent.Tensors.Sequences;

namespace Recurrent.Tensors.Ops;

/// <summary>Rotary positions.</summary>
public static class RotateOp
{
    /// <summary>Turns every pair of features (i, i + D/2) of every head by the angle of its step.</summary>
    /// <param name="tape">Where the result lives and is recorded.</param>
    /// <param name="input">Queries or keys, <c>[T, B, K·D]</c>.</param>
    /// <param name="angles">Angles of T steps for heads of width D.</param>
    /// <returns><c>[T, B, K·D]</c>.</returns>
    /// <exception cref="ArgumentException">The input has not three axes, another T, or features that are no multiple of D.</exception>
    /// <remarks>
    /// x₁ ← x₁ cos − x₂ sin, x₂ ← x₂ cos + x₁ sin; Su and others, "RoFormer", 2021, equation 34, with the two halves of a head instead of
    /// neighbours as pairs, which is the same up to the order of the features; the last feature of an odd width stays. The gradient is turned back.
    /// </remarks>
    public static Tensor Rotate(this Tape tape, Tensor input, RotaryAngles angles)
    {
        ArgumentNullException.ThrowIfNull(input);
        ArgumentNullException.ThrowIfNull(angles);
        if (input.Shape.Rank != 3 || input.Shape[0] != angles.Time || input.Shape[2] % angles.Width != 0)
        {
            throw new ArgumentException($"Rotate got {input.Shape} and angles of {angles.Time} steps for heads of {angles.Width}; expected [T, B, K·D] of as many steps.", nameof(input));
        }

        Tensor output = tape.NewTensor(input.Shape, input.RequiresGradient);
        RowSplit.Run(tape, new Job { Angles = angles, Rows = input.Shape[1], Columns = input.Shape[2], Input = input.Values, Output = output.Writable, Overwrite = true });
        if (output.RequiresGradient)
        {
            tape.Record(new Node(input, angles, output));
        }

        return output;
    }

    /// <summary>Turns the heads of one step.</summary>
    /// <param name="input">K·D values.</param>
    /// <param name="cosines">D/2.</param>
    /// <param name="sines">D/2.</param>
    /// <param name="output">K·D values; not the same memory.</param>
    /// <param name="width">D.</param>
    internal static void Step(ReadOnlySpan<float> input, ReadOnlySpan<float> cosines, ReadOnlySpan<float> sines, Span<float> output, int width)
    {
        for (int start = 0; start < input.Length; start += width)
        {
            Turn(input.Slice(start, width), cosines, sines, output.Slice(start, width), sign: 1, overwrite: true);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Turn(ReadOnlySpan<float> input, ReadOnlySpan<float> cosines, ReadOnlySpan<float> sines, Span<float> output, float sign, bool overwrite)
    {
        int half = cosines.Length;
        ReadOnlySpan<float> first = input[..half], second = input.Slice(half, half);
        Span<float> left = output[..half], right = output.Slice(half, half);
        int pair = 0;
        for (; pair <= half - Vector<float>.Count; pair += Vector<float>.Count)
        {
            Vector<float> cosine = new(cosines[pair..]), sine = new Vector<float>(sines[pair..]) * sign;
            Vector<float> x = new(first[pair..]), y = new(second[pair..]);
            Vector<float> turnedX = (x * cosine) - (y * sine), turnedY = (y * cosine) + (x * sine);
            (overwrite ? turnedX : turnedX + new Vector<float>(left[pair..])).CopyTo(left[pair..]);
            (overwrite ? turnedY : turnedY + new Vector<float>(right[pair..])).CopyTo(right[pair..]);
        }

        for (; pair < half; pair++)
        {
            float sine = sines[pair] * sign;
            float x = (first[pair] * cosines[pair]) - (second[pair] * sine), y = (second[pair] * cosines[pair]) + (first[pair] * sine);
            left[pair] = overwrite ? x : x + left[pair];
            right[pair] = overwrite ? y : y + right[pair];
        }

        if (input.Length > 2 * half)
        {
            output[^1] = overwrite ? input[^1] : input[^1] + output[^1];
        }
    }

    private readonly ref struct Job : IRowJob
    {
        public required RotaryAngles Angles { get; init; }

        public required int Rows { get; init; }

        public required int Columns { get; init; }

        public required ReadOnlySpan<float> Input { get; init; }

        public required Span<float> Output { get; init; }

        public required bool Overwrite { get; init; }

        public float Sign { get; init; } = 1;

        public int Length => Output.Length;

        public Job()
        {
        }

        public void Run(int start, int length)
        {
            int width = Angles.Width;
            for (int head = start; head < start + length; head += width)
            {
                (int step, int row) = Math.DivRem(head / Columns, Rows);
                Turn(Input.Slice(head, width), Angles.Cosines(step, row), Angles.Sines(step, row), Output.Slice(head, width), Sign, Overwrite);
            }
        }
    }

    private sealed class Node(Tensor input, RotaryAngles angles, Tensor output) : TapeNode
    {
        public override bool IsReached => output.HasGradient;

        public override void Backward(Tape tape)
        {
            Span<float> gradient = input.BeginGradient(tape, out bool isFresh);
            RowSplit.Run(tape, new Job { Angles = angles, Rows = input.Shape[1], Columns = input.Shape[2], Input = output.GradientSpan, Output = gradient, Overwrite = isFresh, Sign = -1 });
        }
    }
}

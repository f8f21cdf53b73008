using System.Numerics.Tensors;
using System.Runtime.CompilerServices;
using Recurrent.Kernels.Elementwise;

namespace Recurrent.Kernels.Reduce;

/// <summary>Softmax, its logarithm and log Σ e^x over the rows of a matrix, with their gradients.</summary>
/// <remarks>
/// The largest element m of a row is subtracted first, so logits near ±1000 are exact and −∞ masks an element. A row that is masked
/// altogether gives softmax 0, log-softmax −∞ and log Σ e^x = −∞, not NaN. A row that contains NaN or +∞ gives NaN.
/// Bits do not depend on the vector width.
/// </remarks>
internal static class SoftMax
{
    private const int BlockLength = 512;

    /// <summary>y = e^(x − m) / Σ e^(x − m) in every row.</summary>
    /// <param name="logits">[R, C], row-major.</param>
    /// <param name="columns">C ≥ 1.</param>
    /// <param name="destination">[R, C]; may be the same memory.</param>
    /// <exception cref="ArgumentException">The shapes do not fit.</exception>
    public static void Rows(ReadOnlySpan<float> logits, int columns, Span<float> destination)
    {
        Lengths.RequireEqual(logits.Length, destination.Length);
        int rows = Lengths.RequireRows(logits.Length, columns);
        for (int r = 0; r < rows; r++)
        {
            ReadOnlySpan<float> x = logits.Slice(r * columns, columns);
            Span<float> y = destination.Slice(r * columns, columns);
            float largest = TensorPrimitives.Max(x);
            if (float.IsNegativeInfinity(largest))
            {
                y.Clear();
                continue;
            }

            TensorPrimitives.Subtract(x, largest, y);
            Activations.Exp(y, y);
            TensorPrimitives.Multiply(y, (float)(1 / FixedOrder.Sum(y)), y);
        }
    }

    /// <summary>y = x − m − log Σ e^(x − m) in every row.</summary>
    /// <param name="logits">[R, C], row-major.</param>
    /// <param name="columns">C ≥ 1.</param>
    /// <param name="destination">[R, C]; may be the same memory.</param>
    /// <exception cref="ArgumentException">The shapes do not fit.</exception>
    public static void LogRows(ReadOnlySpan<float> logits, int columns, Span<float> destination)
    {
        Lengths.RequireEqual(logits.Length, destination.Length);
        int rows = Lengths.RequireRows(logits.Length, columns);
        for (int r = 0; r < rows; r++)
        {
            ReadOnlySpan<float> x = logits.Slice(r * columns, columns);
            Span<float> y = destination.Slice(r * columns, columns);
            float largest = TensorPrimitives.Max(x);
            if (float.IsNegativeInfinity(largest))
            {
                y.Fill(float.NegativeInfinity);
                continue;
            }

            double logSum = PortableMath.Log(SumOfShiftedExp(x, largest));
            TensorPrimitives.Subtract(x, largest, y);
            TensorPrimitives.Subtract(y, (float)logSum, y);
        }
    }

    /// <summary>destination[r] = m + log Σ_c e^(x[r, c] − m).</summary>
    /// <param name="logits">[R, C], row-major.</param>
    /// <param name="columns">C ≥ 1.</param>
    /// <param name="destination">[R].</param>
    /// <exception cref="ArgumentException">The shapes do not fit.</exception>
    public static void LogSumExpRows(ReadOnlySpan<float> logits, int columns, Span<float> destination)
    {
        int rows = Lengths.RequireRows(logits.Length, columns);
        Lengths.RequireEqual(rows, destination.Length);
        for (int r = 0; r < rows; r++) destination[r] = (float)LogSumExp(logits.Slice(r * columns, columns));
    }

    /// <summary>log Σ e^x of one row, in double precision: a cross-entropy is this minus the logit of the target.</summary>
    /// <param name="logits">At least one logit.</param>
    /// <returns>log Σ e^x.</returns>
    public static double LogSumExp(ReadOnlySpan<float> logits)
    {
        float largest = TensorPrimitives.Max(logits);
        return float.IsNegativeInfinity(largest) ? largest : largest + PortableMath.Log(SumOfShiftedExp(logits, largest));
    }

    /// <summary>inputGradient += y (outputGradient − Σ_row y outputGradient) for y = softmax x.</summary>
    /// <param name="outputGradient">∂L/∂y, [R, C].</param>
    /// <param name="output">y, [R, C].</param>
    /// <param name="columns">C ≥ 1.</param>
    /// <param name="inputGradient">∂L/∂x, [R, C], added to.</param>
    /// <exception cref="ArgumentException">The shapes do not fit.</exception>
    public static void AddRowsGradient(
        ReadOnlySpan<float> outputGradient, ReadOnlySpan<float> output, int columns, Span<float> inputGradient)
    {
        int rows = RequireGradientShapes(outputGradient, output, columns, inputGradient);
        for (int r = 0; r < rows; r++)
        {
            ReadOnlySpan<float> dy = outputGradient.Slice(r * columns, columns);
            ReadOnlySpan<float> y = output.Slice(r * columns, columns);
            float weighted = (float)FixedOrder.Dot(dy, y);
            ElementwiseLoop.AddGradient<SoftMaxGradientOperator>(dy, y, weighted, inputGradient.Slice(r * columns, columns));
        }
    }

    /// <summary>inputGradient += outputGradient − e^y Σ_row outputGradient for y = log softmax x.</summary>
    /// <param name="outputGradient">∂L/∂y, [R, C].</param>
    /// <param name="output">y, [R, C].</param>
    /// <param name="columns">C ≥ 1.</param>
    /// <param name="inputGradient">∂L/∂x, [R, C], added to.</param>
    /// <exception cref="ArgumentException">The shapes do not fit.</exception>
    public static void AddLogRowsGradient(
        ReadOnlySpan<float> outputGradient, ReadOnlySpan<float> output, int columns, Span<float> inputGradient)
    {
        int rows = RequireGradientShapes(outputGradient, output, columns, inputGradient);
        for (int r = 0; r < rows; r++)
        {
            ReadOnlySpan<float> dy = outputGradient.Slice(r * columns, columns);
            ReadOnlySpan<float> y = output.Slice(r * columns, columns);
            float total = (float)FixedOrder.Sum(dy);
            ElementwiseLoop.AddGradient<LogSoftMaxGradientOperator>(dy, y, total, inputGradient.Slice(r * columns, columns));
        }
    }

    private static int RequireGradientShapes(
        ReadOnlySpan<float> outputGradient, ReadOnlySpan<float> output, int columns, Span<float> inputGradient)
    {
        Lengths.RequireEqual(outputGradient.Length, output.Length);
        Lengths.RequireEqual(outputGradient.Length, inputGradient.Length);
        return Lengths.RequireRows(output.Length, columns);
    }

    // Blocks of constant length keep the order fixed; they need no buffer as long as a vocabulary.
    [SkipLocalsInit]
    private static double SumOfShiftedExp(ReadOnlySpan<float> x, float shift)
    {
        Span<float> buffer = stackalloc float[BlockLength];
        double sum = 0;
        for (; !x.IsEmpty; x = x[Math.Min(BlockLength, x.Length)..])
        {
            Span<float> block = buffer[..Math.Min(BlockLength, x.Length)];
            TensorPrimitives.Subtract(x[..block.Length], shift, block);
            Activations.Exp(block, block);
            sum += FixedOrder.Sum(block);
        }

        return sum;
    }
}

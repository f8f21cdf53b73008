using Recurrent.Kernels.Gemm;
using Recurrent.Kernels.Reduce;
using Recurrent.Tensors.Autograd;

namespace Recurrent.Tensors.Ops;

/// <summary>The affine map of a dense layer.</summary>
public static class LinearOp
{
    /// <summary>y = x Wᵀ + b over the last axis.</summary>
    /// <param name="tape">Where the result lives and is recorded.</param>
    /// <param name="input">x, <c>[…, I]</c>; leading axes of any number count as rows.</param>
    /// <param name="weight">W, <c>[O, I]</c> as PyTorch stores it.</param>
    /// <param name="bias">b, <c>[O]</c>; null for none.</param>
    /// <returns>y, <c>[…, O]</c>.</returns>
    /// <exception cref="ArgumentException">The last axis of the input is not I, or the bias is not O long.</exception>
    /// <remarks>∂x = ∂y W, ∂W = ∂yᵀ x, ∂b = Σ_rows ∂y.</remarks>
    public static Tensor Linear(this Tape tape, Tensor input, Tensor weight, Tensor? bias = null)
    {
        Check(input, weight, bias);
        GemmShape shape = ShapeOf(input, weight);
        Tensor output = tape.NewTensor(input.Shape.With(-1, shape.N), input.RequiresGradient || weight.RequiresGradient || bias?.RequiresGradient == true);
        if (bias is null)
        {
            MatMul.NT(shape, input.Values, weight.Values, output.Writable, GemmMode.Overwrite, tape.Team);
        }
        else
        {
            MatMul.NT(shape, input.Values, weight.Values, bias.Values, output.Writable, tape.Team);
        }

        if (output.RequiresGradient)
        {
            tape.Record(new Node(input, weight, bias, output));
        }

        return output;
    }

    private static GemmShape ShapeOf(Tensor input, Tensor weight) => new(input.Shape.LengthOf(0, input.Shape.Rank - 1), weight.Shape[0], weight.Shape[1]);

    private static void Check(Tensor input, Tensor weight, Tensor? bias)
    {
        if (weight.Shape.Rank != 2 || input.Shape.Rank == 0 || input.Shape[-1] != weight.Shape[1] || (bias is not null && bias.Shape != new Shape(weight.Shape[0])))
        {
            throw new ArgumentException(
                $"Linear got input {input.Shape}, weight {weight.Shape}, bias {bias?.Shape.ToString() ?? "none"}; expected […, I], [O, I] and [O].", nameof(input));
        }
    }

    private sealed class Node(Tensor input, Tensor weight, Tensor? bias, Tensor output) : TapeNode
    {
        public override bool IsReached => output.HasGradient;

        public override void Backward(Tape tape)
        {
            GemmShape forward = ShapeOf(input, weight);
            (int rows, int outputs, int inputs) = (forward.M, forward.N, forward.K);
            ReadOnlySpan<float> outputGradient = output.GradientSpan;
            if (input.RequiresGradient)
            {
                Span<float> gradient = input.BeginGradient(tape, out bool isFresh);
                MatMul.NN(new GemmShape(rows, inputs, outputs), outputGradient, weight.Values, gradient, isFresh ? GemmMode.Overwrite : GemmMode.Accumulate, tape.Team);
            }

            if (weight.RequiresGradient)
            {
                Span<float> gradient = weight.BeginGradient(tape, out bool isFresh);
                MatMul.TN(new GemmShape(outputs, inputs, rows), outputGradient, input.Values, gradient, isFresh ? GemmMode.Overwrite : GemmMode.Accumulate, tape.Team);
            }

            if (bias?.RequiresGradient == true)
            {
                ColumnSums.Add(outputGradient, outputs, tape.GradientToAdd(bias), tape.Team);
            }
        }
    }
}

using Recurrent.Tensors.Autograd;
using Recurrent.Tensors.Ops.Shapes;

namespace Recurrent.Tensors.Ops;

/// <summary>Joins tensors along an axis.</summary>
public static class ConcatOp
{
    /// <summary>The inputs one after another along an axis they already have.</summary>
    /// <param name="tape">Where the result lives and is recorded.</param>
    /// <param name="axis">The axis, negative counting from the last.</param>
    /// <param name="inputs">At least one tensor; all axes but this one are equal.</param>
    /// <returns>A tensor whose axis is as long as all inputs' together.</returns>
    /// <exception cref="ArgumentException">No input, or the other axes differ.</exception>
    /// <remarks>Each input's gradient is its part of the result's.</remarks>
    public static Tensor Concat(this Tape tape, int axis, params ReadOnlySpan<Tensor> inputs)
    {
        if (inputs.IsEmpty)
        {
            throw new ArgumentException("Concat got no tensor; give at least one.", nameof(inputs));
        }

        axis = inputs[0].Shape.NormalizeAxis(axis);
        int length = 0;
        bool requiresGradient = false;
        foreach (Tensor input in inputs)
        {
            if (input.Shape.Rank != inputs[0].Shape.Rank || input.Shape.With(axis, 0) != inputs[0].Shape.With(axis, 0))
            {
                throw new ArgumentException($"Concat along axis {axis} got {inputs[0].Shape} and {input.Shape}; all other axes must be equal.", nameof(inputs));
            }

            length += input.Shape[axis];
            requiresGradient |= input.RequiresGradient;
        }

        Tensor output = tape.NewTensor(inputs[0].Shape.With(axis, length), requiresGradient);
        int block = AxisSplit.Of(output.Shape, axis).Block;
        int start = 0;
        foreach (Tensor input in inputs)
        {
            AxisSplit part = AxisSplit.Of(input.Shape, axis);
            for (int outer = 0; outer < part.Outer; outer++)
            {
                input.Values.Slice(outer * part.Block, part.Block).CopyTo(output.Writable[((outer * block) + start)..]);
            }

            start += part.Block;
        }

        if (output.RequiresGradient)
        {
            tape.Record(new Node(inputs.ToArray(), axis, output));
        }

        return output;
    }

    private sealed class Node(Tensor[] inputs, int axis, Tensor output) : TapeNode
    {
        public override bool IsReached => output.HasGradient;

        public override void Backward(Tape tape)
        {
            int block = AxisSplit.Of(output.Shape, axis).Block;
            ReadOnlySpan<float> arriving = output.GradientSpan;
            int start = 0;
            foreach (Tensor input in inputs)
            {
                AxisSplit part = AxisSplit.Of(input.Shape, axis);
                if (input.RequiresGradient)
                {
                    Span<float> gradient = input.BeginGradient(tape, out bool isFresh);
                    for (int outer = 0; outer < part.Outer; outer++)
                    {
                        ReadOnlySpan<float> source = arriving.Slice((outer * block) + start, part.Block);
                        Move.Into(source, gradient.Slice(outer * part.Block, part.Block), isFresh);
                    }
                }

                start += part.Block;
            }
        }
    }
}

using Recurrent.Tensors.Autograd;
using Recurrent.Tensors.Ops.Shapes;

namespace Recurrent.Tensors.Ops;

/// <summary>Joins tensors of one shape along a new axis.</summary>
public static class StackOp
{
    /// <summary>The inputs one after another along a new axis: steps <c>[B, D]</c> become a sequence <c>[T, B, D]</c> at axis 0.</summary>
    /// <param name="tape">Where the result lives and is recorded.</param>
    /// <param name="axis">Where the new axis stands in the result; negative counts from its last.</param>
    /// <param name="inputs">At least one tensor, all of one shape.</param>
    /// <returns>A tensor of one axis more, as long as there are inputs.</returns>
    /// <exception cref="ArgumentException">No input, or the shapes differ.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such axis.</exception>
    /// <remarks>Each input's gradient is its part of the result's.</remarks>
    public static Tensor Stack(this Tape tape, int axis, params ReadOnlySpan<Tensor> inputs)
    {
        if (inputs.IsEmpty)
        {
            throw new ArgumentException("Stack got no tensor; give at least one.", nameof(inputs));
        }

        Shape shape = inputs[0].Shape;
        int position = axis < 0 ? axis + shape.Rank + 1 : axis;
        ArgumentOutOfRangeException.ThrowIfGreaterThan((uint)position, (uint)shape.Rank, nameof(axis));
        Shape widened = AxisSplit.Inserted(shape, position, 1);
        var views = new Tensor[inputs.Length];
        for (int index = 0; index < views.Length; index++)
        {
            if (inputs[index].Shape != shape)
            {
                throw new ArgumentException($"Stack got {shape} and {inputs[index].Shape}; all shapes must be equal.", nameof(inputs));
            }

            views[index] = inputs[index].Reshape(widened);
        }

        return tape.Concat(position, views);
    }
}

using Recurrent.Tensors.Autograd;

namespace Recurrent.Tensors.Ops;

/// <summary>Masks: tensors of 1 (keep) and 0 (drop).</summary>
public static class MaskOp
{
    /// <summary>1 where true, 0 where false.</summary>
    /// <param name="tape">Where the result lives.</param>
    /// <param name="keep">Row-major flags; as many as the shape has elements.</param>
    /// <param name="shape">The axis lengths.</param>
    /// <returns>A constant that lives until the step ends.</returns>
    /// <exception cref="ArgumentException">The number of flags is not that of the shape.</exception>
    public static Tensor Mask(this Tape tape, ReadOnlySpan<bool> keep, Shape shape)
    {
        if (keep.Length != shape.Length)
        {
            throw new ArgumentException($"Got {keep.Length} flags for shape {shape}, which holds {shape.Length}.", nameof(keep));
        }

        Tensor mask = tape.NewTensor(shape, requiresGradient: false);
        Span<float> values = mask.Writable;
        for (int index = 0; index < keep.Length; index++)
        {
            values[index] = keep[index] ? 1f : 0f;
        }

        return mask;
    }

    /// <summary>The input where the mask is not 0, else a number.</summary>
    /// <param name="tape">Where the result lives and is recorded.</param>
    /// <param name="input">x, any shape.</param>
    /// <param name="mask">Not 0 keeps; repeated over axes of length 1 and missing ones.</param>
    /// <param name="value">What stands where the mask is 0.</param>
    /// <returns>A tensor of the common shape.</returns>
    /// <exception cref="ArgumentException">The shapes have no common shape.</exception>
    /// <remarks>The gradient goes to the elements kept. Unlike a product with the mask this also removes NaN.</remarks>
    public static Tensor MaskFill(this Tape tape, Tensor input, Tensor mask, float value)
    {
        Tensor filler = tape.NewTensor(default, requiresGradient: false);
        filler.Writable[0] = value;
        return tape.Where(mask, input, filler);
    }
}

using Recurrent.Kernels.Random;
using Recurrent.Tensors.Autograd;
using Recurrent.Tensors.Random;

namespace Recurrent.Tensors.Ops;

/// <summary>Random masks that keep units from relying on each other.</summary>
public static class DropoutOp
{
    /// <summary>Sets each element to 0 with probability p and multiplies the others by 1/(1 − p), while the tape trains; else does nothing.</summary>
    /// <param name="tape">Where the result lives and is recorded; gives the random numbers.</param>
    /// <param name="input">x, any shape.</param>
    /// <param name="probability">p, 0 ≤ p &lt; 1.</param>
    /// <returns>y = m ⊙ x with m ∈ {0, 1/(1 − p)}; the input itself when p is 0 or the tape does not train.</returns>
    /// <exception cref="ArgumentOutOfRangeException">p is not in [0, 1).</exception>
    /// <remarks>∂x = m ⊙ ∂y. Inverted dropout: Srivastava et al., 2014. The same stream gives the same mask on any number of threads.</remarks>
    public static Tensor Dropout(this Tape tape, Tensor input, float probability)
    {
        ArgumentNullException.ThrowIfNull(input);
        return IsActive(tape, probability) ? tape.Multiply(input, NewMask(tape, input.Shape, probability)) : input;
    }

    /// <summary>Dropout with one mask for all time steps, which recurrent layers need: a unit is off for a whole sequence.</summary>
    /// <param name="tape">Where the result lives and is recorded; gives the random numbers.</param>
    /// <param name="input">x, <c>[T, B, D]</c>: the mask <c>[1, B, D]</c> is shared along the first axis.</param>
    /// <param name="probability">p, 0 ≤ p &lt; 1.</param>
    /// <returns>y = m ⊙ x with m ∈ {0, 1/(1 − p)}; the input itself when p is 0 or the tape does not train.</returns>
    /// <exception cref="ArgumentException">The input has no axis.</exception>
    /// <exception cref="ArgumentOutOfRangeException">p is not in [0, 1).</exception>
    /// <remarks>∂x = m ⊙ ∂y. Gal and Ghahramani, 2016. The mask depends on B and D only, not on T.</remarks>
    public static Tensor VariationalDropout(this Tape tape, Tensor input, float probability)
    {
        ArgumentNullException.ThrowIfNull(input);
        return IsActive(tape, probability) ? tape.Multiply(input, NewMask(tape, input.Shape.With(0, 1), probability)) : input;
    }

    /// <summary>A dropout mask to be used several times, such as on the state of every step.</summary>
    /// <param name="tape">Where the mask lives; gives the random numbers.</param>
    /// <param name="shape">The mask's shape.</param>
    /// <param name="probability">p, 0 ≤ p &lt; 1.</param>
    /// <returns>0 with probability p, else 1/(1 − p); null when p is 0 or the tape does not train.</returns>
    /// <exception cref="ArgumentOutOfRangeException">p is not in [0, 1).</exception>
    public static Tensor? DropoutMask(this Tape tape, Shape shape, float probability) =>
        IsActive(tape, probability) ? NewMask(tape, shape, probability) : null;

    private static bool IsActive(Tape tape, float probability) => probability is >= 0f and < 1f
        ? probability > 0f && tape.IsTraining
        : throw new ArgumentOutOfRangeException(nameof(probability), probability, "A dropout probability is at least 0 and below 1.");

    private static Tensor NewMask(Tape tape, Shape shape, float probability)
    {
        Tensor mask = tape.NewTensor(shape, requiresGradient: false);
        RandomStream random = tape.TakeRandom(shape.Length);
        Philox.FillBernoulli(random.Key, random.Position, 1.0 - probability, 1f / (1f - probability), mask.Writable);
        return mask;
    }
}

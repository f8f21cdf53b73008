using Recurrent.Tensors;
using Recurrent.Tensors.Autograd;
using Recurrent.Tensors.Ops;

namespace Recurrent.Layers.Basic;

/// <summary>Sets a random share of values to zero in training and scales up the others, as <c>torch.nn.Dropout</c>; does nothing otherwise.</summary>
/// <remarks>y = x ⊙ m / (1 − p) with m = 0 with probability p; Srivastava et al., JMLR 2014. The tape decides the mode and gives the random numbers.</remarks>
public sealed class Dropout : FeedForwardModule
{
    private readonly float _probability;

    /// <summary>Makes a dropout.</summary>
    /// <param name="probability">p, the share of values to drop, 0 to below 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">A share below 0, of 1 or above, or NaN.</exception>
    public Dropout(double probability)
    {
        if (probability is not (>= 0 and < 1))
        {
            throw new ArgumentOutOfRangeException(nameof(probability), probability, "Dropout is a share of values to drop; give a number from 0 to below 1.");
        }

        _probability = (float)probability;
    }

    /// <inheritdoc/>
    public override int? InputSize => null;

    /// <inheritdoc/>
    public override int? OutputSize => null;

    /// <inheritdoc/>
    public override Tensor Run(Tape tape, Tensor input) => tape.Dropout(input, _probability);
}

using Recurrent.Tensors;
using Recurrent.Tensors.Autograd;

namespace Recurrent.Layers.Basic;

/// <summary>An element-wise function as a module, to stand in a <see cref="Sequential"/>.</summary>
/// <param name="function">Any op that keeps the shape, such as <c>(tape, x) =&gt; tape.Relu(x)</c>.</param>
public sealed class Activation(Func<Tape, Tensor, Tensor> function) : FeedForwardModule
{
    /// <inheritdoc/>
    public override int? InputSize => null;

    /// <inheritdoc/>
    public override int? OutputSize => null;

    /// <inheritdoc/>
    public override Tensor Run(Tape tape, Tensor input) => function(tape, input);
}

namespace Recurrent.Tensors.Autograd;

/// <summary>One recorded op: what it saved in the forward pass and how its inputs' gradients follow from its output's.</summary>
internal abstract class TapeNode
{
    /// <summary>Whether a gradient reached any output, so that <see cref="Backward"/> has something to pass on.</summary>
    public abstract bool IsReached { get; }

    /// <summary>Adds to the gradient of every input that requires one.</summary>
    /// <param name="tape">The tape that recorded the node; gives scratch memory and the thread team.</param>
    public abstract void Backward(Tape tape);
}

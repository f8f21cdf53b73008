namespace Recurrent.Tensors.Sequences;

/// <summary>The weights of a linear-chain conditional random field over K tags.</summary>
/// <param name="Transitions">A, <c>[K, K]</c>: the score of tag j straight after tag i stands in row i, column j.</param>
/// <param name="Start"><c>[K]</c>, the score of a sequence's first tag.</param>
/// <param name="End"><c>[K]</c>, the score of its last tag.</param>
/// <remarks>A score of −∞ forbids: no path takes it, and its gradient is 0.</remarks>
public readonly record struct CrfWeights(Tensor Transitions, Tensor Start, Tensor End)
{
    /// <summary>K, the number of tags.</summary>
    public int Tags => Transitions.Shape[0];

    internal bool RequiresGradient => Transitions.RequiresGradient || Start.RequiresGradient || End.RequiresGradient;

    internal void Check(Shape emissions)
    {
        ArgumentNullException.ThrowIfNull(Transitions);
        ArgumentNullException.ThrowIfNull(Start);
        ArgumentNullException.ThrowIfNull(End);
        int tags = emissions[-1];
        if (Transitions.Shape != new Shape(tags, tags) || Start.Shape != new Shape(tags) || End.Shape != new Shape(tags) || tags == 0)
        {
            throw new ArgumentException(
                $"A chain over emissions {emissions} got transitions {Transitions.Shape}, start {Start.Shape} and end {End.Shape}; expected [{tags}, {tags}], [{tags}] and [{tags}] with at least one tag.");
        }
    }
}

using Recurrent.Layers;
using Recurrent.Tensors;
using Recurrent.Tensors.Autograd;

namespace Recurrent.Text.LanguageModels;

/// <summary>From a hidden state to the probabilities of the next token.</summary>
internal abstract class VocabularyHead : Module
{
    /// <summary>Mean of −ln p(target).</summary>
    /// <param name="tape">Where the result lives and is recorded.</param>
    /// <param name="hidden"><c>[N, E]</c>.</param>
    /// <param name="targets">Token numbers. [N]</param>
    public abstract Tensor Loss(Tape tape, Tensor hidden, ReadOnlyMemory<int> targets);

    /// <summary>ln p of every token, <c>[N, V]</c>.</summary>
    /// <param name="tape">Where the result lives.</param>
    /// <param name="hidden"><c>[N, E]</c>.</param>
    public abstract Tensor LogProbabilities(Tape tape, Tensor hidden);
}

using Recurrent.Tensors;
using Recurrent.Tensors.Autograd;
using Recurrent.Tensors.Ops;

namespace Recurrent.Text.LanguageModels;

/// <summary>One softmax over all tokens.</summary>
internal sealed class FullHead : VocabularyHead
{
    private readonly Parameter _weight;
    private readonly Parameter _bias;

    /// <param name="weight">One row a token, <c>[V, E]</c>.</param>
    /// <param name="bias">One number a token. [V]</param>
    /// <param name="isShared">Whether the weight belongs to another module, with which it is stored.</param>
    public FullHead(Parameter weight, Parameter bias, bool isShared)
    {
        _weight = isShared ? weight : AddParameter("weight", weight);
        _bias = AddParameter("bias", bias);
    }

    public override Tensor Loss(Tape tape, Tensor hidden, ReadOnlyMemory<int> targets) => tape.CrossEntropy(tape.Linear(hidden, _weight, _bias), targets);

    public override Tensor LogProbabilities(Tape tape, Tensor hidden) => tape.LogSoftmax(tape.Linear(hidden, _weight, _bias));
}

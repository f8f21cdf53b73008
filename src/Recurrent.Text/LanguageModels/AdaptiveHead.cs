using Recurrent.Layers.Heads;
using Recurrent.Tensors;
using Recurrent.Tensors.Autograd;

namespace Recurrent.Text.LanguageModels;

/// <summary>A softmax in clusters by frequency.</summary>
internal sealed class AdaptiveHead : VocabularyHead
{
    private readonly AdaptiveSoftmax _output;

    public AdaptiveHead(AdaptiveSoftmax output) => _output = AddModule("output", output);

    public override Tensor Loss(Tape tape, Tensor hidden, ReadOnlyMemory<int> targets) => _output.Loss(tape, hidden, targets);

    public override Tensor LogProbabilities(Tape tape, Tensor hidden) => _output.LogProbabilities(tape, hidden);
}

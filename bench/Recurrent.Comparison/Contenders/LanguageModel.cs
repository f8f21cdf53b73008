using Recurrent.Comparison.Cases;
using Recurrent.Layers;
using Recurrent.Layers.Basic;
using Recurrent.Layers.Initialization;
using Recurrent.Layers.Sequence;
using Recurrent.Tensors;
using Recurrent.Tensors.Autograd;
using Recurrent.Tensors.Sequences;

namespace Recurrent.Comparison.Contenders;

/// <summary>Our embedding, recurrent layers and output map.</summary>
internal sealed class LanguageModel : Module
{
    private readonly Embedding _embedding;
    private readonly SequenceLayer _recurrent;
    private readonly Linear _output;

    public LanguageModel(LanguageModelCase sizes)
    {
        InitializationScope loading = InitializationScope.ForLoading;
        _embedding = AddModule("embedding", new Embedding(sizes.Vocabulary, sizes.Recurrent.Input, loading));
        _recurrent = AddModule("recurrent", Recurrence.Create(sizes.Recurrent));
        _output = AddModule("output", new Linear(sizes.Recurrent.Hidden, sizes.Vocabulary, loading));
    }

    /// <summary>Logits <c>[T, B, V]</c> of words <c>[T, B]</c>.</summary>
    public Tensor Run(Tape tape, ReadOnlyMemory<int> tokens, Shape shape)
    {
        var embedded = new SequenceBatch(_embedding.Run(tape, tokens, shape));
        return _output.Run(tape, _recurrent.Run(tape, embedded).Outputs.Values);
    }
}

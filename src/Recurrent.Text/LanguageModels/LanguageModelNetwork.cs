using Recurrent.Layers;
using Recurrent.Layers.Basic;
using Recurrent.Layers.Heads;
using Recurrent.Layers.Initialization;
using Recurrent.Layers.Sequence;
using Recurrent.Layers.Transformers;
using Recurrent.Tensors;
using Recurrent.Tensors.Autograd;
using Recurrent.Tensors.Ops;
using Recurrent.Tensors.Sequences;

namespace Recurrent.Text.LanguageModels;

/// <summary>Token vectors → recurrent layers → (a narrower map, where the output shares the vectors) → softmax.</summary>
internal sealed class LanguageModelNetwork : Module
{
    private const double VectorDeviation = 0.1;
    private readonly LanguageModelArchitecture _architecture;
    private readonly Embedding _embedding;
    private readonly Linear? _narrow;
    private readonly VocabularyHead _head;

    public LanguageModelNetwork(LanguageModelArchitecture architecture, InitializationScope initialization)
    {
        _architecture = architecture;
        _embedding = AddModule("embedding", new Embedding(
            architecture.Tokens, architecture.Embedding, initialization.Part("embedding"), weights: new Normal(VectorDeviation)));
        Layers = AddModule("layers", SequenceLayers.BuiltIn.Create(architecture.Cell, LayerOptions(architecture), initialization.Part("layers")));
        if (architecture.TieEmbeddings && architecture.Hidden != architecture.Embedding)
            _narrow = AddModule("narrow", new Linear(architecture.Hidden, architecture.Embedding, initialization.Part("narrow")));
        _head = AddModule("head", CreateHead(initialization.Part("head")));
    }

    /// <summary>The recurrent layers, for streams.</summary>
    public SequenceLayer Layers { get; }

    /// <summary>E, the width of a token's vector.</summary>
    public int Width => _embedding.Size;

    /// <summary>The vector of a token. [E]</summary>
    public ReadOnlySpan<float> VectorOf(int token) => _embedding.Weight.Values.Slice(token * Width, Width);

    /// <summary>Mean of −ln p of the next tokens, and the state after the last.</summary>
    /// <param name="tape">Where the result lives and is recorded.</param>
    /// <param name="inputs">Token numbers, row-major <c>[T, B]</c>.</param>
    /// <param name="targets">The tokens that follow, in the same order.</param>
    /// <param name="state">The state before the first; null at the start of a text.</param>
    public LanguageModelLoss Loss(Tape tape, TokenGrid inputs, ReadOnlyMemory<int> targets, SequenceState? state)
    {
        var (hidden, last) = Run(tape, inputs, state);
        return new LanguageModelLoss(_head.Loss(tape, hidden, targets), last);
    }

    /// <summary>ln p of every token behind each of some tokens, <c>[T·B, V]</c>, and the state after the last.</summary>
    /// <param name="tape">Where the result lives.</param>
    /// <param name="inputs">Token numbers, row-major <c>[T, B]</c>.</param>
    /// <param name="state">The state before the first; null at the start of a text.</param>
    public (Tensor LogProbabilities, SequenceState State) LogProbabilities(Tape tape, TokenGrid inputs, SequenceState? state)
    {
        var (hidden, last) = Run(tape, inputs, state);
        return (_head.LogProbabilities(tape, hidden), last);
    }

    /// <summary>ln p of every token after the outputs of the recurrent layers.</summary>
    /// <param name="tape">Where the result lives.</param>
    /// <param name="outputs"><c>[N, H]</c>.</param>
    /// <returns><c>[N, V]</c>.</returns>
    public Tensor LogProbabilities(Tape tape, Tensor outputs) => _head.LogProbabilities(tape, Narrowed(tape, outputs));

    private static RecurrentOptions LayerOptions(LanguageModelArchitecture architecture)
    {
        var options = new RecurrentOptions
        {
            InputSize = architecture.Embedding,
            HiddenSize = architecture.Hidden,
            Layers = architecture.Layers,
            Dropout = architecture.Dropout,
            VariationalDropout = architecture.VariationalDropout,
            WeightDropout = architecture.WeightDropout,
            Zoneout = architecture.Zoneout,
        };
        return architecture.Window is { } window ? new TransformerOptions(options) { Window = window } : options;
    }

    private (Tensor Hidden, SequenceState State) Run(Tape tape, TokenGrid inputs, SequenceState? state)
    {
        var vectors = Dropped(tape, _embedding.Run(tape, inputs.Numbers, new Shape(inputs.Time, inputs.Batch)), _architecture.InputDropout);
        var run = Layers.Run(tape, new SequenceBatch(vectors), state);
        var outputs = Dropped(tape, run.Outputs.Values, _architecture.Dropout);
        return (Narrowed(tape, outputs.Reshape(new Shape(inputs.Time * inputs.Batch, outputs.Shape[-1]))), run.State);
    }

    private Tensor Narrowed(Tape tape, Tensor outputs) => _narrow is null ? outputs : _narrow.Run(tape, outputs);

    private Tensor Dropped(Tape tape, Tensor values, double share) =>
        _architecture.VariationalDropout ? tape.VariationalDropout(values, (float)share) : tape.Dropout(values, (float)share);

    private VocabularyHead CreateHead(InitializationScope initialization)
    {
        var (tokens, width) = (_architecture.Tokens, _architecture.TieEmbeddings ? _architecture.Embedding : _architecture.Hidden);
        if (_architecture.Cutoffs.Length > 0) return new AdaptiveHead(new AdaptiveSoftmax(width, tokens, _architecture.Cutoffs, initialization.Part("output")));
        var bias = initialization.Create("bias", new Shape(tokens), Initializer.Zeros);
        return _architecture.TieEmbeddings
            ? new FullHead(_embedding.Weight, bias, isShared: true)
            : new FullHead(initialization.Create("weight", new Shape(tokens, width), new GlorotUniform()), bias, isShared: false);
    }
}

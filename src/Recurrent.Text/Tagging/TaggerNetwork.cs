using Recurrent.Layers;
using Recurrent.Layers.Basic;
using Recurrent.Layers.Heads;
using Recurrent.Layers.Initialization;
using Recurrent.Layers.Sequence;
using Recurrent.Tensors;
using Recurrent.Tensors.Autograd;
using Recurrent.Tensors.Ops;
using Recurrent.Tensors.Sequences;
using Recurrent.Text.Corpora;

namespace Recurrent.Text.Tagging;

/// <summary>Vectors of words from word, ends, shape and characters; a recurrent layer in both directions; a linear map; a chain of tags.</summary>
internal sealed class TaggerNetwork : Module
{
    private const int AffixWidth = 25;
    private const int ShapeWidth = 25;
    private const double WordDeviation = 0.1;
    private readonly Embedding _prefixes;
    private readonly Embedding _suffixes;
    private readonly Embedding _shapes;
    private readonly CharacterEncoder? _characters;
    private readonly SequenceLayer _encoder;
    private readonly Linear _head;
    private readonly float _dropout;

    public TaggerNetwork(TaggerArchitecture architecture, InitializationScope initialization)
    {
        _dropout = (float)architecture.Dropout;
        Tags = new TagSet(architecture.Types, architecture.Scheme);
        Words = Table("words", architecture.Words, architecture.Embedding);
        _prefixes = Table("prefixes", architecture.Prefixes, AffixWidth);
        _suffixes = Table("suffixes", architecture.Suffixes, AffixWidth);
        _shapes = Table("shapes", architecture.Shapes, ShapeWidth);
        if (architecture.CharacterEncoding != CharacterEncoding.None)
            _characters = AddModule("characters", new CharacterEncoder(architecture, initialization.Part("characters")));
        _encoder = AddModule("encoder", SequenceLayers.BuiltIn.Create(
            architecture.Cell,
            new RecurrentOptions
            {
                InputSize = architecture.Embedding + (2 * AffixWidth) + ShapeWidth + (_characters?.OutputSize ?? 0),
                HiddenSize = architecture.Hidden,
                Layers = architecture.Layers,
                Bidirectional = true,
                Dropout = architecture.Dropout,
            },
            initialization.Part("encoder")));
        _head = AddModule("head", new Linear(_encoder.OutputSize, Tags.Tags.Length, initialization.Part("head")));
        Field = AddModule("field", new LinearChainCrf(Tags.Tags.Length, initialization.Part("field"), Tags.Constraints));

        Embedding Table(string name, int count, int size) =>
            AddModule(name, new Embedding(count, size, initialization.Part(name), WordReader.Padding, new Normal(WordDeviation)));
    }

    public TagSet Tags { get; }

    public Embedding Words { get; }

    public LinearChainCrf Field { get; }

    /// <summary>The vectors of distinct words.</summary>
    /// <returns><c>[W, F]</c></returns>
    public Tensor Read(Tape tape, IReadOnlyList<WordNumbers> words)
    {
        var shape = new Shape(words.Count);
        Tensor[] parts =
        [
            Words.Run(tape, Numbers(static word => word.Word), shape),
            _prefixes.Run(tape, Numbers(static word => word.Prefix), shape),
            _suffixes.Run(tape, Numbers(static word => word.Suffix), shape),
            _shapes.Run(tape, Numbers(static word => word.Shape), shape),
            .. _characters is null ? Array.Empty<Tensor>() : [_characters.Run(tape, words)],
        ];
        return tape.Concat(-1, parts);

        int[] Numbers(Func<WordNumbers, int> number) => [.. words.Select(number)];
    }

    /// <summary>Scores of every tag at every token.</summary>
    /// <param name="tape">Where the result lives.</param>
    /// <param name="vectors">Of distinct words, <c>[W, F]</c>.</param>
    /// <param name="sentences">Which of them stands where.</param>
    /// <returns><c>[T, B, K]</c></returns>
    public SequenceBatch Emissions(Tape tape, Tensor vectors, TokenBatch sentences)
    {
        var tokens = tape.Embedding(vectors, sentences.Numbers, new Shape(sentences.Time, sentences.Batch));
        var outputs = _encoder.Run(tape, new SequenceBatch(tape.Dropout(tokens, _dropout), sentences.Lengths)).Outputs;
        return outputs.With(_head.Run(tape, tape.Dropout(outputs.Values, _dropout)));
    }
}

using Recurrent.Layers;
using Recurrent.Layers.Basic;
using Recurrent.Layers.Initialization;
using Recurrent.Layers.Sequence;
using Recurrent.Tensors;
using Recurrent.Tensors.Autograd;
using Recurrent.Tensors.Ops;
using Recurrent.Tensors.Sequences;
using Recurrent.Text.Corpora;

namespace Recurrent.Text.Tagging;

/// <summary>Makes a vector of the characters of a word.</summary>
internal sealed class CharacterEncoder : Module
{
    private const int CharacterWidth = 30;
    private const int Window = 3;
    private const float BelowAny = -2;
    private readonly Embedding _table;
    private readonly Linear? _filters;
    private readonly SequenceLayer? _layer;
    private readonly int _features;
    private readonly float _dropout;

    public CharacterEncoder(TaggerArchitecture architecture, InitializationScope initialization)
    {
        _features = architecture.CharacterFeatures;
        _dropout = (float)architecture.Dropout;
        _table = AddModule("table", new Embedding(architecture.Characters, CharacterWidth, initialization.Part("table"), WordReader.Padding, new Normal(0.3)));
        if (architecture.CharacterEncoding == CharacterEncoding.Convolution)
            _filters = AddModule("filters", new Linear(Window * CharacterWidth, _features, initialization.Part("filters")));
        else
            _layer = AddModule("layer", new Lstm(new LstmOptions { InputSize = CharacterWidth, HiddenSize = _features / 2, Bidirectional = true }, initialization.Part("layer")));
    }

    /// <summary>Width of the vector.</summary>
    public int OutputSize => _layer?.OutputSize ?? _features;

    /// <summary>Encodes words.</summary>
    /// <param name="tape">Where the result lives.</param>
    /// <param name="words">The characters of each.</param>
    /// <returns><c>[W, <see cref="OutputSize"/>]</c></returns>
    public Tensor Run(Tape tape, IReadOnlyList<WordNumbers> words)
    {
        var batch = TokenBatch.Of([.. words.Select(static word => (ReadOnlyMemory<int>)word.Characters)], WordReader.Padding);
        return _filters is null ? Recur(tape, batch) : Convolve(tape, batch);
    }

    private Tensor Recur(Tape tape, TokenBatch batch)
    {
        var hidden = _layer!.Run(tape, batch.Embed(tape, _table)).State.Hidden;
        return tape.Concat(-1, hidden.At(0), hidden.At(1));
    }

    /// <summary>tanh of the filters over every window of three characters, the word's ends padded, and the largest of each over the word.</summary>
    private Tensor Convolve(Tape tape, TokenBatch batch)
    {
        var windows = new int[batch.Time * batch.Batch * Window];
        var numbers = batch.Numbers.Span;
        for (var place = 0; place < windows.Length; place++)
        {
            // The character at one step before, at, and one behind; numbers are [T, B].
            var source = (place / Window) + (((place % Window) - (Window / 2)) * batch.Batch);
            windows[place] = (uint)source < (uint)numbers.Length ? numbers[source] : WordReader.Padding;
        }

        var read = _table.Run(tape, windows, new Shape(batch.Time, batch.Batch, Window)).Reshape(new Shape(batch.Time, batch.Batch, Window * CharacterWidth));
        var responses = tape.Tanh(_filters!.Run(tape, tape.Dropout(read, _dropout / 2)));
        var valid = tape.SequenceMask(new SequenceBatch(responses, batch.Lengths)).Reshape(new Shape(batch.Time, batch.Batch, 1));
        return tape.Max(tape.MaskFill(responses, valid, BelowAny), 0);
    }
}

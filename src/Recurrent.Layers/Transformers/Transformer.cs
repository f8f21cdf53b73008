using Recurrent.Layers.Initialization;
using Recurrent.Layers.Sequence;
using Recurrent.Tensors.Autograd;
using Recurrent.Tensors.Sequences;

namespace Recurrent.Layers.Transformers;

/// <summary>Layers of attention and feed-forward maps that stand wherever a recurrent layer stands: with states, lengths and live streams.</summary>
/// <remarks>
/// <para>Vaswani and others, "Attention is all you need", 2017; pre-norm by default (Xiong and others, 2020), rotary positions by default (Su and
/// others, 2021). Every step sees the last <see cref="TransformerOptions.Window"/> steps, its own included, across calls: the state holds the keys
/// and values of the last W − 1 steps of each row and how many steps the row has had, as in Dai and others, "Transformer-XL", 2019. So step by step
/// equals the whole sequence, and truncated back-propagation works as with recurrent layers.</para>
/// <para>With <see cref="RecurrentOptions.Bidirectional"/> every step sees all steps of its row, which makes an encoder; the output is H wide all the same.</para>
/// <para>Memory grows with T, not with T²: see <see cref="Tensors.Ops.MultiHeadAttentionOp"/>. Parameters are named as those of <c>torch.nn.TransformerEncoder</c>:
/// <c>layers.0.self_attn.in_proj_weight</c>, …, <c>norm.weight</c>.</para>
/// </remarks>
public sealed class Transformer : SequenceLayer
{
    private readonly TransformerOptions _options;
    private readonly TransformerStack _stack;
    private readonly PackedWeights<PackedTransformer> _packed;

    /// <summary>Makes the layers: Glorot-uniform weights, those that lead back into the sum divided by √(2L), biases 0.</summary>
    /// <param name="options">Sizes, layers, window, positions, dropout.</param>
    /// <param name="initialization">Seed and path of the first values.</param>
    /// <exception cref="ArgumentException">The width is no multiple of the heads, or a head is too narrow for the positions.</exception>
    /// <exception cref="NotSupportedException">An option of recurrent cells is set.</exception>
    public Transformer(TransformerOptions options, InitializationScope initialization)
    {
        ArgumentNullException.ThrowIfNull(options);
        _options = options;
        _stack = new TransformerStack(options, hasCross: false, initialization);
        if (_stack.Input is not null)
        {
            AddModule("input", _stack.Input);
        }

        AddModule("layers", new TransformerLayerList(_stack.Layers));
        if (_stack.Norm is not null)
        {
            AddModule("norm", _stack.Norm);
        }

        _packed = new PackedWeights<PackedTransformer>(() => new PackedTransformer(_options, _stack), [.. Parameters().Select(named => named.Parameter)]);
    }

    /// <inheritdoc/>
    public override int InputSize => _options.InputSize;

    /// <summary>H, the width of the model, in one direction and in two.</summary>
    public override int OutputSize => _options.HiddenSize;

    /// <summary>L, the number of layers.</summary>
    public int Layers => _options.Layers;

    /// <summary>K, the number of heads.</summary>
    public int Heads => _options.ChosenHeads;

    /// <summary>W, the steps that a step sees, its own included.</summary>
    public int Window => _options.Window;

    /// <summary>What it consists of.</summary>
    internal TransformerStack Stack => _stack;

    /// <inheritdoc/>
    public override SequenceOutput Run(Tape tape, SequenceBatch input, SequenceState? state = null)
    {
        ArgumentNullException.ThrowIfNull(tape);
        ArgumentNullException.ThrowIfNull(input);
        Record(input);
        return _stack.Run(tape, input, state, cross: null, out _);
    }

    /// <summary>The state at the start of a sequence: no remembered step.</summary>
    /// <param name="batch">B, at least 0.</param>
    /// <returns>Keys and values <c>[L, B, 0, H]</c> and counts <c>[1, B, 2]</c>.</returns>
    public override SequenceState ZeroState(int batch)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(batch);
        return TransformerMemory.Zero(Layers, batch, OutputSize);
    }

    /// <summary>A live stream at its start: a ring of keys and values, so that a step costs the same however long the stream is.</summary>
    /// <returns>A stream over this layer's present weights.</returns>
    /// <exception cref="NotSupportedException">The transformer is bidirectional.</exception>
    public override SequenceStream OpenStream()
    {
        RequireOneDirection();
        return new TransformerStream(_packed.Current());
    }

    /// <summary>A batch of live streams, each with a ring of its own.</summary>
    /// <param name="options">Float32 weights only; null for the defaults.</param>
    /// <returns>A batch over this layer's present weights.</returns>
    /// <exception cref="NotSupportedException">The transformer is bidirectional, or weights are to be kept in fewer bits.</exception>
    public override SequenceStreamBatch OpenStreams(StreamOptions? options = null)
    {
        RequireOneDirection();
        return options is null or { Weights: WeightPrecision.Single }
            ? new TransformerStreamBatch(_packed.Current())
            : throw new NotSupportedException($"A Transformer has streams over float32 weights only, not over {options.Weights}.");
    }

    private void RequireOneDirection()
    {
        if (_options.Bidirectional)
        {
            throw new NotSupportedException(
                "A bidirectional transformer needs the end of the sequence before its first output, so it cannot follow a live stream; train one with Bidirectional = false, or call Run on windows of the stream.");
        }
    }
}

using Recurrent.Layers.Attention;
using Recurrent.Layers.Basic;
using Recurrent.Layers.Initialization;
using Recurrent.Tensors;
using Recurrent.Tensors.Autograd;
using Recurrent.Tensors.Ops;

namespace Recurrent.Layers.Transformers;

/// <summary>One layer: attention to the own sequence, perhaps to another one, and a map of every step on its own; each adds to what it reads.</summary>
/// <remarks>
/// Pre-norm: x ← x + f(norm(x)); post-norm: x ← norm(x + f(x)). Parameters are named as those of <c>torch.nn.TransformerEncoderLayer</c> and
/// <c>TransformerDecoderLayer</c>.
/// </remarks>
internal sealed class TransformerLayer : Module
{
    private readonly TransformerOptions _options;

    public TransformerLayer(TransformerOptions options, bool hasCross, InitializationScope initialization)
    {
        _options = options;
        (int size, int inner) = (options.HiddenSize, options.ChosenFeedForwardSize);

        // Every layer adds two or three times to the same sum, whose variance should not grow with the depth; Radford and others, 2019, section 2.3.
        double gain = 1 / Math.Sqrt((hasCross ? 3.0 : 2.0) * options.Layers);
        var attention = new MultiHeadAttentionOptions
        {
            Size = size,
            Heads = options.ChosenHeads,
            IsCausal = !options.Bidirectional,
            Positions = options.Positions == AttentionPositions.Sinusoidal ? AttentionPositions.None : options.Positions,
            FarthestDistance = options.FarthestDistance,
            OutputGain = gain,
        };
        Attention = AddModule("self_attn", new MultiHeadAttention(attention, initialization.Part("self_attn")));
        Cross = hasCross
            ? AddModule("multihead_attn", new MultiHeadAttention(attention with { IsCausal = false, Positions = AttentionPositions.None }, initialization.Part("multihead_attn")))
            : null;
        Inner = AddModule("linear1", new Linear(size, inner, initialization.Part("linear1")));
        Gate = options.FeedForward == FeedForwardKind.GatedGelu ? AddModule("linear_gate", new Linear(size, inner, initialization.Part("linear_gate"))) : null;
        Outer = AddModule("linear2", new Linear(inner, size, initialization.Part("linear2"), weights: new GlorotUniform(gain)));
        Norms = [.. Enumerable.Range(1, hasCross ? 3 : 2).Select(number => AddModule($"norm{number}", new LayerNorm(size)))];
    }

    public MultiHeadAttention Attention { get; }

    public MultiHeadAttention? Cross { get; }

    public Linear Inner { get; }

    public Linear? Gate { get; }

    public Linear Outer { get; }

    /// <summary>One for each thing that is added, in their order.</summary>
    public LayerNorm[] Norms { get; }

    /// <summary>Runs over clean steps.</summary>
    /// <param name="tape">Where the result lives and is recorded.</param>
    /// <param name="input"><c>[T, B, H]</c>; what stands in the padding is finite.</param>
    /// <param name="place">Where the steps stand in their rows, and what came before.</param>
    /// <param name="memory">Keys and values <c>[B, M, H]</c> of this layer; null when there are none.</param>
    /// <param name="cross">Keys of the other sequence; null without one.</param>
    public TransformerLayerOutput Run(Tape tape, Tensor input, TransformerPlace place, LayerMemory? memory, AttentionKeys? cross)
    {
        AttentionInputs inputs = Attention.Project(tape, Before(tape, input, 0), place.Angles);
        Tensor keys = memory is null ? inputs.Key : tape.JoinMemory(memory.Keys, inputs.Key);
        Tensor values = memory is null ? inputs.Value : tape.JoinMemory(memory.Values, inputs.Value);
        Tensor current = After(tape, input, Attention.Attend(tape, inputs.Query, keys, values, place.Pattern), 0);
        Tensor? asked = null;
        if (Cross is not null && cross is not null)
        {
            asked = Before(tape, current, 1);
            current = After(tape, current, Cross.Run(tape, place.Batch.With(asked), cross), 1);
        }

        int last = Norms.Length - 1;
        return new TransformerLayerOutput(After(tape, current, FeedForward(tape, Before(tape, current, last)), last), keys, values, asked);
    }

    private Tensor Before(Tape tape, Tensor input, int norm) => _options.IsPostNorm ? input : Norms[norm].Run(tape, input);

    private Tensor After(Tape tape, Tensor input, Tensor added, int norm)
    {
        Tensor sum = tape.Add(input, Dropped(tape, added));
        return _options.IsPostNorm ? Norms[norm].Run(tape, sum) : sum;
    }

    private Tensor FeedForward(Tape tape, Tensor input)
    {
        Tensor inner = Inner.Run(tape, input);
        inner = _options.FeedForward == FeedForwardKind.Relu ? tape.Relu(inner) : tape.Gelu(inner);
        inner = Gate is null ? inner : tape.Multiply(inner, Gate.Run(tape, input));
        return Outer.Run(tape, Dropped(tape, inner));
    }

    private Tensor Dropped(Tape tape, Tensor values) => _options.VariationalDropout
        ? tape.VariationalDropout(values, (float)_options.Dropout)
        : tape.Dropout(values, (float)_options.Dropout);
}

using Recurrent.Layers.Basic;
using Recurrent.Layers.Initialization;
using Recurrent.Layers.Sequence;
using Recurrent.Tensors;
using Recurrent.Tensors.Autograd;
using Recurrent.Tensors.Ops;
using Recurrent.Tensors.Sequences;

namespace Recurrent.Layers.Attention;

/// <summary>Attention with several heads over sequences: of a sequence to itself, or of queries to another sequence.</summary>
/// <remarks>
/// MultiHead(Q, K, V) = Concat(head₁, …, head_K) W_o with head_i = softmax(Q W_q (K W_k)ᵀ / √(H/K) + bias) V W_v; Vaswani and others, "Attention is
/// all you need", 2017, section 3.2.2. No matrix of queries times keys is kept (<see cref="MultiHeadAttentionOp"/>). Parameters are named and
/// laid out as those of <c>torch.nn.MultiheadAttention</c>: <c>in_proj_weight</c> [3H, H], <c>in_proj_bias</c> [3H], <c>out_proj.weight</c>,
/// <c>out_proj.bias</c>; <c>relative_bias</c> [K, distances] where asked for.
/// </remarks>
public sealed class MultiHeadAttention : Module
{
    private readonly MultiHeadAttentionOptions _options;

    /// <summary>Makes the attention: Glorot-uniform weights, biases 0.</summary>
    /// <param name="options">Sizes and which steps are seen.</param>
    /// <param name="initialization">Seed and path of the first values.</param>
    /// <exception cref="ArgumentException">The size is no multiple of the heads, or positions do not suit it.</exception>
    public MultiHeadAttention(MultiHeadAttentionOptions options, InitializationScope initialization)
    {
        ArgumentNullException.ThrowIfNull(options);
        _options = Checked(options);
        InputWeight = AddParameter("in_proj_weight", initialization.Create("in_proj_weight", new Shape(3 * Size, Size), new GlorotUniform()));
        InputBias = AddParameter("in_proj_bias", initialization.Create("in_proj_bias", new Shape(3 * Size), Initializer.Zeros));
        if (options.Positions == AttentionPositions.RelativeBias)
        {
            int distances = options.IsCausal ? options.FarthestDistance + 1 : (2 * options.FarthestDistance) + 1;
            RelativeBias = AddParameter("relative_bias", initialization.Create("relative_bias", new Shape(options.Heads, distances), Initializer.Zeros));
        }

        Output = AddModule("out_proj", new Linear(Size, Size, initialization.Part("out_proj"), weights: new GlorotUniform(options.OutputGain)));
    }

    /// <summary>H, the features of queries, keys and outputs.</summary>
    public int Size => _options.Size;

    /// <summary>K, the number of heads.</summary>
    public int Heads => _options.Heads;

    internal MultiHeadAttentionOptions Options => _options;

    internal Parameter InputWeight { get; }

    internal Parameter InputBias { get; }

    internal Parameter? RelativeBias { get; }

    internal Linear Output { get; }

    /// <summary>Every step looks at the steps of its own sequence.</summary>
    /// <param name="tape">Where the result lives and is recorded.</param>
    /// <param name="input"><c>[T, B, H]</c> with lengths.</param>
    /// <returns><c>[T, B, H]</c>, 0 in the padding.</returns>
    /// <exception cref="ArgumentException">The features are not H.</exception>
    public Tensor Run(Tape tape, SequenceBatch input)
    {
        ArgumentNullException.ThrowIfNull(tape);
        ArgumentNullException.ThrowIfNull(input);
        Check(input.Values.Shape);
        Tensor values = Padding.Cleared(tape, input);
        RotaryAngles? angles = _options.Positions == AttentionPositions.Rotary ? RotaryAngles.Of(Size / Heads, input.Time) : null;
        AttentionInputs inputs = Project(tape, values, angles);
        var pattern = new AttentionPattern { Heads = Heads, IsCausal = _options.IsCausal, Window = _options.Window, QueryLengths = input.Lengths, KeyEnds = input.Lengths };
        return Padding.Cleared(tape, input.With(Attend(tape, inputs.Query, inputs.Key, inputs.Value, pattern)));
    }

    /// <summary>Keys and values of a sequence that others look at.</summary>
    /// <param name="tape">Where the result lives and is recorded.</param>
    /// <param name="memory"><c>[S, B, H]</c> with lengths.</param>
    /// <returns>Keys for any number of queries.</returns>
    /// <exception cref="ArgumentException">The features are not H.</exception>
    public AttentionKeys Prepare(Tape tape, SequenceBatch memory)
    {
        ArgumentNullException.ThrowIfNull(tape);
        ArgumentNullException.ThrowIfNull(memory);
        Check(memory.Values.Shape);
        Tensor values = Padding.Cleared(tape, memory);
        return new AttentionKeys(Part(tape, values, 1), Part(tape, values, 2), memory.Lengths);
    }

    /// <summary>Every step looks at all steps of another sequence; causality, window and positions do not apply.</summary>
    /// <param name="tape">Where the result lives and is recorded.</param>
    /// <param name="queries"><c>[T, R, H]</c> with lengths; R = B, or with T = 1 a multiple of it: rows that look at the same sequence stand next to each other, as the beams of a search do.</param>
    /// <param name="keys">From <see cref="Prepare"/>, of B rows.</param>
    /// <returns><c>[T, R, H]</c>, 0 in the padding.</returns>
    /// <exception cref="ArgumentException">The features are not H, or the rows do not fit.</exception>
    public Tensor Run(Tape tape, SequenceBatch queries, AttentionKeys keys)
    {
        ArgumentNullException.ThrowIfNull(tape);
        ArgumentNullException.ThrowIfNull(queries);
        ArgumentNullException.ThrowIfNull(keys);
        Check(queries.Values.Shape);
        if (queries.Batch != keys.Batch)
        {
            return Unfolded(tape, Run(tape, new SequenceBatch(Folded(tape, queries, keys)), keys));
        }

        Tensor query = Part(tape, Padding.Cleared(tape, queries), 0);
        var pattern = new AttentionPattern { Heads = Heads, QueryLengths = queries.Lengths, KeyEnds = keys.Lengths };
        Tensor seen = tape.MultiHeadAttention(query, keys.Keys, keys.Values, pattern);
        return Padding.Cleared(tape, queries.With(Output.Run(tape, seen)));
    }

    /// <summary>How much every query looks at every step of another sequence, as a mean over the heads.</summary>
    /// <param name="tape">Where the result lives and is recorded.</param>
    /// <param name="queries"><c>[T, R, H]</c>, rows as in <see cref="Run(Tape, SequenceBatch, AttentionKeys)"/>.</param>
    /// <param name="keys">From <see cref="Prepare"/>, of B rows.</param>
    /// <returns><c>[B, M, S]</c> with M = T, or the rows of a sequence; each row of S sums to 1. It costs memory for M times S numbers.</returns>
    /// <exception cref="ArgumentException">The features are not H, or the rows do not fit.</exception>
    public Tensor Weights(Tape tape, SequenceBatch queries, AttentionKeys keys)
    {
        ArgumentNullException.ThrowIfNull(tape);
        ArgumentNullException.ThrowIfNull(queries);
        ArgumentNullException.ThrowIfNull(keys);
        Check(queries.Values.Shape);
        Tensor read = queries.Batch == keys.Batch ? Padding.Cleared(tape, queries) : Folded(tape, queries, keys);
        Tensor scores = tape.MatMul(ByHead(tape, Part(tape, read, 0)), ByHead(tape, keys.Keys), transposeRight: true);
        Tensor steps = tape.Permute(tape.SequenceMask(new SequenceBatch(keys.Keys, keys.Lengths)), 1, 0);
        Tensor mask = steps.Reshape(new Shape(keys.Batch, 1, 1, keys.Keys.Shape[0]));
        return tape.Mean(tape.Softmax(tape.Scale(scores, 1f / MathF.Sqrt(Size / Heads)), mask), 1);
    }

    /// <summary>Queries, keys and values of clean steps <c>[T, B, H]</c>.</summary>
    internal AttentionInputs Project(Tape tape, Tensor values, RotaryAngles? angles)
    {
        Tensor[] parts = tape.Split(tape.Linear(values, InputWeight, InputBias), -1, Size, Size, Size);
        return angles is null ? new AttentionInputs(parts[0], parts[1], parts[2]) : new AttentionInputs(tape.Rotate(parts[0], angles), tape.Rotate(parts[1], angles), parts[2]);
    }

    /// <summary>What the queries see, mapped by the output weights. <c>[T, B, H]</c></summary>
    internal Tensor Attend(Tape tape, Tensor query, Tensor key, Tensor value, AttentionPattern pattern) =>
        Output.Run(tape, tape.MultiHeadAttention(query, key, value, pattern, RelativeBias));

    private static MultiHeadAttentionOptions Checked(MultiHeadAttentionOptions options)
    {
        if (options.Size % options.Heads != 0)
        {
            throw new ArgumentException($"{options.Size} features cannot be shared by {options.Heads} heads; make the size a multiple of the heads.", nameof(options));
        }

        return options.Positions != AttentionPositions.Sinusoidal
            ? options
            : throw new ArgumentException("Sinusoidal positions are added to the input of a whole stack; add them there and give None here.", nameof(options));
    }

    /// <summary>Rows of one step that look at the same sequence, as its steps: <c>[1, B·M, H]</c> becomes <c>[M, B, H]</c>.</summary>
    private static Tensor Folded(Tape tape, SequenceBatch queries, AttentionKeys keys)
    {
        if (queries.Time != 1 || keys.Batch == 0 || queries.Batch % keys.Batch != 0 || !queries.IsFull)
        {
            throw new ArgumentException(
                $"Got queries {queries.Values.Shape} for keys of {keys.Batch} rows; expected as many rows, or one step of a multiple of them.", nameof(queries));
        }

        int size = queries.Features;
        return tape.Permute(queries.Values.Reshape(new Shape(keys.Batch, queries.Batch / keys.Batch, size)), 1, 0, 2);
    }

    private static Tensor Unfolded(Tape tape, Tensor seen) => tape.Permute(seen, 1, 0, 2).Reshape(new Shape(1, seen.Shape[0] * seen.Shape[1], seen.Shape[2]));

    /// <summary><c>[T, B, H]</c> becomes <c>[B, K, T, D]</c>.</summary>
    private Tensor ByHead(Tape tape, Tensor values) =>
        tape.Permute(values.Reshape(new Shape(values.Shape[0], values.Shape[1], Heads, Size / Heads)), 1, 2, 0, 3);

    private Tensor Part(Tape tape, Tensor values, int part) => tape.Linear(values, InputWeight.Slice(part * Size, Size), InputBias.Slice(part * Size, Size));

    private void Check(Shape shape)
    {
        if (shape[2] != Size)
        {
            throw new ArgumentException($"Got steps {shape} of {shape[2]} features, the attention reads {Size}; the layout is [T, B, H].", nameof(shape));
        }
    }
}

using Recurrent.Layers.Basic;
using Recurrent.Layers.Initialization;
using Recurrent.Tensors;
using Recurrent.Tensors.Autograd;
using Recurrent.Tensors.Ops;

namespace Recurrent.Layers.Memory;

/// <summary>An end-to-end memory network over the sentences of a story.</summary>
/// <remarks>
/// Hop k compares the state u with every sentence and adds what it finds: p = softmax(uᵀ m_i), o = Σ_i p_i c_i, u ← u + o, where
/// m_i = Σ_j l_j ⊙ A x_ij + T_A(age of i) and c_i the same with C and T_C; answers have the scores W u. Sukhbaatar, Szlam, Weston and Fergus,
/// "End-to-end memory networks", NIPS 2015; the gate of Liu and Perez, EACL 2017, on request.
/// </remarks>
public sealed class EndToEndMemory : StoryReader
{
    private static readonly Normal Start = new(0.1);

    private readonly EndToEndMemoryOptions _options;
    private readonly Parameter[] _tables;
    private readonly Parameter[] _times;
    private readonly Linear[] _gates;
    private readonly Linear? _between;
    private readonly Parameter? _question;
    private readonly Parameter? _output;
    private readonly int[] _answers;

    /// <summary>Makes the network: normal weights of deviation 0.1, as in the paper.</summary>
    /// <param name="options">Sizes.</param>
    /// <param name="initialization">Seed and path of the first values.</param>
    /// <exception cref="ArgumentException">An answer's token is outside the vocabulary.</exception>
    public EndToEndMemory(EndToEndMemoryOptions options, InitializationScope initialization)
        : base(options)
    {
        _options = options;
        _answers = [.. options.AnswerTokens];
        if (_answers.Max() >= options.Tokens || _answers.Min() < 0)
        {
            throw new ArgumentException($"An answer token from {_answers.Min()} to {_answers.Max()} is outside the vocabulary; expected 0 to {options.Tokens - 1}.", nameof(options));
        }

        bool isAdjacent = options.Tying == WeightTying.Adjacent;
        int tables = isAdjacent ? options.Hops + 1 : 2;
        _tables = [.. Enumerable.Range(0, tables).Select(index => Add($"table{index}", new Shape(options.Tokens, options.Size)))];
        _times = [.. Enumerable.Range(0, tables).Select(index => Add($"time{index}", new Shape(options.Ages, options.Size)))];
        _gates = options.IsGated ? [.. Enumerable.Range(0, options.Hops).Select(index => Map($"gate{index}", hasBias: true))] : [];
        _between = isAdjacent ? null : Map("between", hasBias: false);
        _question = isAdjacent ? null : Add("question", new Shape(options.Tokens, options.Size));
        _output = isAdjacent ? null : Add("output", new Shape(_answers.Length, options.Size));

        Parameter Add(string name, Shape shape) => AddParameter(name, initialization.Create(name, shape, Start));
        Linear Map(string name, bool hasBias) => AddModule(name, new Linear(options.Size, options.Size, initialization.Part(name), hasBias, Start));
    }

    /// <inheritdoc/>
    public override StoryOutput Run(Tape tape, StoryBatch batch, bool isLinear = false)
    {
        ArgumentNullException.ThrowIfNull(tape);
        ArgumentNullException.ThrowIfNull(batch);
        int[] ages = StoryAges.Of(tape, batch, _options.Ages, _options.TimeNoise);
        Tensor mask = batch.Mask(tape);
        Tensor state = tape.SelectRows(SentenceVectors.Of(tape, batch, _question ?? _tables[0], _options.HasPositions), batch.Questions);
        Tensor keys = Memories(tape, batch, 0, ages);
        Tensor values = Memories(tape, batch, 1, ages);
        var attention = new List<Tensor>();
        for (int hop = 0; hop < _options.Hops; hop++)
        {
            Tensor scores = tape.MatMul(state.Reshape(new Shape(batch.Batch, 1, _options.Size)), keys, transposeRight: true);
            Tensor weights = isLinear ? tape.Multiply(scores, mask) : tape.Softmax(scores, mask);
            state = Next(tape, hop, state, tape.MatMul(weights, values).Reshape(state.Shape));
            if (!tape.IsRecording)
            {
                attention.Add(weights.Reshape(new Shape(batch.Batch, batch.Places)));
            }

            if (_between is null && hop + 1 < _options.Hops)
            {
                (keys, values) = (values, Memories(tape, batch, hop + 2, ages));
            }
        }

        return new StoryOutput(tape.MatMul(state, _output ?? tape.SelectRows(_tables[^1], _answers), transposeRight: true), [.. attention]);
    }

    private Tensor Next(Tape tape, int hop, Tensor state, Tensor read)
    {
        Tensor before = _between?.Run(tape, state) ?? state;
        if (_gates.Length == 0)
        {
            return tape.Add(before, read);
        }

        Tensor gate = tape.Sigmoid(_gates[hop].Run(tape, state));
        return tape.Add(before, tape.Multiply(gate, tape.Subtract(read, before)));
    }

    /// <summary>The sentences as one table sees them, at their ages. <c>[B, N, E]</c></summary>
    private Tensor Memories(Tape tape, StoryBatch batch, int table, int[] ages)
    {
        Tensor sentences = tape.Dropout(SentenceVectors.Of(tape, batch, _tables[table], _options.HasPositions), (float)_options.Dropout);
        Tensor placed = tape.Add(tape.SelectRows(sentences, batch.RowsOfStories), tape.SelectRows(_times[table], ages));
        return placed.Reshape(new Shape(batch.Batch, batch.Places, _options.Size));
    }
}

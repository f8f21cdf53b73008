using System.Collections.Immutable;
using Recurrent.Layers.Basic;
using Recurrent.Layers.Initialization;
using Recurrent.Tensors;
using Recurrent.Tensors.Autograd;
using Recurrent.Tensors.Ops;

namespace Recurrent.Layers.Memory;

/// <summary>A recurrent entity network: blocks of memory, each with a key of its own, that are rewritten sentence by sentence.</summary>
/// <remarks>
/// For sentence s and every block j with key w_j: g_j = σ(sᵀ h_j + sᵀ w_j), h̃_j = φ(U h_j + V w_j + W s), h_j ← h_j + g_j h̃_j, h_j ← h_j/‖h_j‖, from
/// h_j = w_j. The answer to q: p_j = softmax(qᵀ h_j), u = Σ_j p_j h_j, scores R φ(q + H u). φ(x) = max(0, x) + a min(0, x) with a learnt for every
/// feature from 1. Henaff, Weston, Szlam, Bordes and LeCun, "Tracking the world state with recurrent entity networks", ICLR 2017. Sentence vectors
/// are those of <see cref="EndToEndMemory"/> instead of the paper's learnt masks. <see cref="StoryReaderOptions.Hops"/> is not used.
/// </remarks>
public sealed class EntityNetwork : StoryReader
{
    private const float Tiny = 1e-12f;

    private readonly EntityNetworkOptions _options;
    private readonly Embedding _words;
    private readonly Parameter _keys;
    private readonly Parameter _slope;
    private readonly Linear _fromState;
    private readonly Linear _fromKey;
    private readonly Linear _fromSentence;
    private readonly Linear _fromMemory;
    private readonly Linear _output;

    /// <summary>Makes the network: normal weights of deviation 0.1, as in the paper.</summary>
    /// <param name="options">Sizes.</param>
    /// <param name="initialization">Seed and path of the first values.</param>
    public EntityNetwork(EntityNetworkOptions options, InitializationScope initialization)
        : base(options)
    {
        _options = options;
        var start = new Normal(0.1);
        _words = AddModule("words", new Embedding(options.Tokens, options.Size, initialization.Part("words"), weights: start));
        _keys = AddParameter("keys", initialization.Create("keys", new Shape(options.Blocks, options.Size), start));
        _slope = AddParameter("slope", initialization.Create("slope", new Shape(options.Size), new Constant(1)));
        _fromState = Map("state", options.Size);
        _fromKey = Map("key", options.Size);
        _fromSentence = Map("sentence", options.Size);
        _fromMemory = Map("memory", options.Size);
        _output = Map("output", options.AnswerTokens.Length);

        Linear Map(string name, int size) => AddModule(name, new Linear(options.Size, size, initialization.Part(name), hasBias: false, start));
    }

    /// <inheritdoc/>
    public override StoryOutput Run(Tape tape, StoryBatch batch, bool isLinear = false)
    {
        ArgumentNullException.ThrowIfNull(tape);
        ArgumentNullException.ThrowIfNull(batch);
        Tensor vectors = tape.Dropout(SentenceVectors.Of(tape, batch, _words.Weight, _options.HasPositions), (float)_options.Dropout);
        Tensor question = tape.SelectRows(vectors, batch.Questions);
        Tensor sentences = tape.SelectRows(vectors, batch.RowsOfSteps).Reshape(new Shape(batch.Places, batch.Batch, _options.Size));
        Tensor fromKeys = _fromKey.Run(tape, _keys);
        Tensor blocks = tape.BroadcastTo(_keys, new Shape(batch.Batch, _options.Blocks, _options.Size));
        var gates = new Tensor[batch.Places];
        for (int place = 0; place < batch.Places; place++)
        {
            Tensor sentence = sentences.At(place);
            gates[place] = Gates(tape, blocks, sentence);
            blocks = tape.Where(Valid(tape, batch, place, blocks.Shape), Rewritten(tape, blocks, sentence, fromKeys, gates[place]), blocks);
        }

        Tensor weights = tape.Softmax(tape.MatMul(question.Reshape(new Shape(batch.Batch, 1, _options.Size)), blocks, transposeRight: true));
        Tensor found = tape.MatMul(weights, blocks).Reshape(question.Shape);
        Tensor scores = _output.Run(tape, Activate(tape, tape.Add(question, _fromMemory.Run(tape, found))));
        return new StoryOutput(scores, tape.IsRecording ? [] : Attention(tape, batch, gates, weights));
    }

    /// <summary>g, <c>[B, M, 1]</c>.</summary>
    private Tensor Gates(Tape tape, Tensor blocks, Tensor sentence)
    {
        Tensor byContent = tape.MatMul(blocks, sentence.Reshape(new Shape(sentence.Shape[0], _options.Size, 1)));
        Tensor byKey = tape.MatMul(sentence, _keys, transposeRight: true).Reshape(byContent.Shape);
        return tape.Sigmoid(tape.Add(byContent, byKey));
    }

    private Tensor Rewritten(Tape tape, Tensor blocks, Tensor sentence, Tensor fromKeys, Tensor gates)
    {
        Tensor fromSentence = _fromSentence.Run(tape, sentence).Reshape(new Shape(sentence.Shape[0], 1, _options.Size));
        Tensor candidate = Activate(tape, tape.Add(tape.Add(_fromState.Run(tape, blocks), fromKeys), fromSentence));
        Tensor changed = tape.Add(blocks, tape.Multiply(candidate, gates));
        return tape.Divide(changed, tape.Sqrt(tape.AddScalar(tape.Sum(tape.Square(changed), -1, keepDimensions: true), Tiny)));
    }

    private Tensor Activate(Tape tape, Tensor input) => tape.Subtract(tape.Relu(input), tape.Multiply(tape.Relu(tape.Negate(input)), _slope));

    private static Tensor Valid(Tape tape, StoryBatch batch, int place, Shape shape)
    {
        var valid = new float[batch.Batch];
        for (int row = 0; row < valid.Length; row++)
        {
            valid[row] = place < batch.Lengths[row] ? 1 : 0;
        }

        return tape.BroadcastTo(tape.Constant(valid, new Shape(batch.Batch, 1, 1)), shape);
    }

    /// <summary>How far the blocks that answer were opened by every sentence: Σ_j p_j g_j.</summary>
    private static ImmutableArray<Tensor> Attention(Tape tape, StoryBatch batch, Tensor[] gates, Tensor weights)
    {
        var shares = new float[batch.Batch * batch.Places];
        int blocks = weights.Shape[-1];
        for (int row = 0; row < batch.Batch; row++)
        {
            for (int index = 0; index < batch.Lengths[row] * blocks; index++)
            {
                (int place, int block) = (index / blocks, index % blocks);
                shares[(row * batch.Places) + place] += weights.Values[(row * blocks) + block] * gates[place].Values[(row * blocks) + block];
            }
        }

        return [tape.Constant(shares, new Shape(batch.Batch, batch.Places))];
    }
}

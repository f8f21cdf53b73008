using Recurrent.Layers.Basic;
using Recurrent.Layers.Initialization;
using Recurrent.Tensors;
using Recurrent.Tensors.Autograd;
using Recurrent.Tensors.Ops;
using Recurrent.Tensors.Sequences;

namespace Recurrent.Layers.Memory;

/// <summary>A query-reduction network: a gated recurrence over the sentences that turns the question, sentence by sentence, into an easier one.</summary>
/// <remarks>
/// With sentence vectors x_t and a layer's queries q_t: z_t = σ(w_z (x_t ⊙ q_t) + b_z), r_t = σ(w_r (x_t ⊙ q_t) + b_r), h̃_t = tanh(W [x_t; q_t] + b),
/// h_t = z_t r_t h̃_t + (1 − z_t) h_{t−1}. The first layer's queries are the question; a layer's are the sum of the h of both directions of the
/// one below, and the last h of the top layer, read forwards, gives the answer. Seo, Min, Farhadi and Hajishirzi, "Query-reduction networks for
/// question answering", ICLR 2017. The gates depend on no earlier h, so the recurrence is <see cref="LinearScanOp"/>.
/// </remarks>
public sealed class QueryReduction : StoryReader
{
    private readonly QueryReductionOptions _options;
    private readonly Embedding _words;
    private readonly QueryReductionLayer[] _layers;
    private readonly Linear _output;

    /// <summary>Makes the network.</summary>
    /// <param name="options">Sizes.</param>
    /// <param name="initialization">Seed and path of the first values.</param>
    public QueryReduction(QueryReductionOptions options, InitializationScope initialization)
        : base(options)
    {
        _options = options;
        _words = AddModule("words", new Embedding(options.Tokens, options.Size, initialization.Part("words"), weights: new Normal(1 / Math.Sqrt(options.Size))));
        _layers = [.. Enumerable.Range(0, options.IsShared ? 1 : options.Hops).Select(index => AddModule($"layer{index}", new QueryReductionLayer(options, initialization.Part($"layer{index}"))))];
        _output = AddModule("output", new Linear(options.Size, options.AnswerTokens.Length, initialization.Part("output")));
    }

    /// <inheritdoc/>
    public override StoryOutput Run(Tape tape, StoryBatch batch, bool isLinear = false)
    {
        ArgumentNullException.ThrowIfNull(tape);
        ArgumentNullException.ThrowIfNull(batch);
        Tensor vectors = tape.Dropout(SentenceVectors.Of(tape, batch, _words.Weight, _options.HasPositions), (float)_options.Dropout);
        var shape = new Shape(batch.Places, batch.Batch, _options.Size);
        var sentences = new SequenceBatch(tape.SelectRows(vectors, batch.RowsOfSteps).Reshape(shape), batch.Lengths);
        Tensor question = tape.SelectRows(vectors, batch.Questions);
        Tensor queries = tape.BroadcastTo(question, shape);
        var attention = new List<Tensor>();
        for (int layer = 0; layer < _options.Hops; layer++)
        {
            bool isLast = layer + 1 == _options.Hops;
            QueryReductionStep step = _layers[layer % _layers.Length].Run(tape, sentences, queries, isLast);
            if (!tape.IsRecording)
            {
                attention.Add(ScanShares.Of(tape, step.Gates, batch));
            }

            queries = step.Queries;
            question = step.Final;
        }

        return new StoryOutput(_output.Run(tape, question), [.. attention]);
    }
}

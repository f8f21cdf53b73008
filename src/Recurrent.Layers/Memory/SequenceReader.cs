using Recurrent.Layers.Basic;
using Recurrent.Layers.Cells;
using Recurrent.Layers.Initialization;
using Recurrent.Layers.Sequence;
using Recurrent.Tensors;
using Recurrent.Tensors.Autograd;
using Recurrent.Tensors.Ops;
using Recurrent.Tensors.Sequences;

namespace Recurrent.Layers.Memory;

/// <summary>Layers of a recurrent cell, or a transformer, that read a story sentence by sentence with the question in mind, and the question again behind the last.</summary>
/// <remarks>
/// With sentence vectors x_1 … x_n and the question q the layers read [x_1; q] … [x_n; q], [q; q]; what comes out of the last step, h, gives the
/// scores W h + b. Unlike the networks with a memory it has to keep every sentence that may matter in its state, or, as a transformer, to find it by
/// attention between steps.
/// </remarks>
public sealed class SequenceReader : StoryReader
{
    private readonly SequenceReaderOptions _options;
    private readonly Embedding _words;
    private readonly Linear _output;

    /// <summary>Makes the network.</summary>
    /// <param name="options">Sizes.</param>
    /// <param name="initialization">Seed and path of the first values.</param>
    /// <exception cref="ArgumentException">There is no layer of that name.</exception>
    public SequenceReader(SequenceReaderOptions options, InitializationScope initialization)
        : base(options)
    {
        _options = options;
        _words = AddModule("words", new Embedding(options.Tokens, options.Size, initialization.Part("words"), weights: new Normal(1 / Math.Sqrt(options.Size))));
        var sizes = new RecurrentOptions { InputSize = 2 * options.Size, HiddenSize = options.Size, Layers = options.Hops, Dropout = options.Hops > 1 ? options.Dropout : 0 };
        Layers = AddModule("layers", SequenceLayers.BuiltIn.Create(options.Cell, sizes, initialization.Part("layers")));
        _output = AddModule("output", new Linear(Layers.OutputSize, options.AnswerTokens.Length, initialization.Part("output")));
    }

    /// <summary>What reads the sentences.</summary>
    internal SequenceLayer Layers { get; }

    /// <inheritdoc/>
    /// <remarks>There is no attention over sentences to be shown.</remarks>
    public override StoryOutput Run(Tape tape, StoryBatch batch, bool isLinear = false)
    {
        ArgumentNullException.ThrowIfNull(tape);
        ArgumentNullException.ThrowIfNull(batch);
        Tensor vectors = tape.Dropout(SentenceVectors.Of(tape, batch, _words.Weight, _options.HasPositions), (float)_options.Dropout);
        var shape = new Shape(batch.Places + 1, batch.Batch, _options.Size);
        Tensor read = tape.SelectRows(vectors, Read(batch)).Reshape(shape);
        Tensor asked = tape.BroadcastTo(tape.SelectRows(vectors, batch.Questions), shape);
        SequenceBatch outputs = Layers.Run(tape, new SequenceBatch(tape.Concat(-1, read, asked), [.. batch.Lengths.Select(static length => length + 1)])).Outputs;
        Tensor last = LastOutputs.Of(tape, outputs, Tensor.Zeros(new Shape(batch.Batch, Layers.OutputSize)), SequenceDirection.Forward);
        return new StoryOutput(_output.Run(tape, last), []);
    }

    /// <summary>The distinct sentence at every step: the story's, then the question. <c>[N + 1, B]</c></summary>
    private static int[] Read(StoryBatch batch)
    {
        int[] rows = [.. batch.RowsOfSteps, .. new int[batch.Batch]];
        for (int row = 0; row < batch.Batch; row++)
        {
            rows[(batch.Lengths[row] * batch.Batch) + row] = batch.Questions[row];
        }

        return rows;
    }
}

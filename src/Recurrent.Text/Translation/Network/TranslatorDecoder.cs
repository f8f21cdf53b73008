using Recurrent.Layers;
using Recurrent.Layers.Attention;
using Recurrent.Layers.Basic;
using Recurrent.Layers.Initialization;
using Recurrent.Layers.Sequence;
using Recurrent.Tensors;
using Recurrent.Tensors.Autograd;
using Recurrent.Tensors.Ops;
using Recurrent.Tensors.Sequences;

namespace Recurrent.Text.Translation.Network;

/// <summary>A recurrent layer that asks the source, the layers above that read the answer, and the readout.</summary>
/// <remarks>
/// h¹_t = layer₁([y_{t−1}; r_{t−1} with input feeding]), c_t = attention(h¹_t), h_t = layers₂([h¹_t; c_t]) or h¹_t when there are none,
/// r_t = tanh(W [h_t; c_t] + b). Attention between the layers as in Wu and others, 2016, section 3; the readout and input feeding as in Luong and
/// others, 2015, equation 5 and section 3.3.
/// </remarks>
internal sealed class TranslatorDecoder : Module
{
    private readonly TranslatorArchitecture _architecture;
    private readonly ShapedDropout _dropout;
    private readonly SequenceLayer _lower;
    private readonly SequenceLayer? _upper;
    private readonly Linear _readout;

    public TranslatorDecoder(TranslatorArchitecture architecture, InitializationScope initialization)
    {
        _architecture = architecture;
        var (hidden, value, embedding) = (architecture.Hidden, 2 * architecture.Hidden, architecture.Embedding);
        _dropout = new ShapedDropout((float)architecture.Dropout, architecture.VariationalDropout);
        _lower = AddModule("lower", Layers("lower", embedding + (architecture.InputFeeding ? embedding : 0), 1));
        Attention = AddModule("attention", CreateAttention(architecture, initialization.Part("attention")));
        if (architecture.DecoderLayers > 1) _upper = AddModule("upper", Layers("upper", hidden + value, architecture.DecoderLayers - 1));
        _readout = AddModule("readout", new Linear(hidden + value, embedding, initialization.Part("readout")));

        SequenceLayer Layers(string name, int inputs, int layers) => SequenceLayers.BuiltIn.Create(
            architecture.Cell,
            new RecurrentOptions { InputSize = inputs, HiddenSize = hidden, Layers = layers, Dropout = architecture.Dropout, VariationalDropout = architecture.VariationalDropout },
            initialization.Part(name));
    }

    public SequenceAttention Attention { get; }

    /// <summary>Where the decoder starts.</summary>
    /// <param name="layers">States of the layers, from the bridge.</param>
    /// <param name="memory">What attention reads.</param>
    /// <param name="tape">Where the result lives.</param>
    public DecoderState Start(Tape tape, SequenceState[] layers, AttentionMemory memory) => new(
        layers[0],
        _upper is null ? null : new SequenceState([.. layers[1].Components.Select((_, index) => Join(tape, [.. layers.Skip(1).Select(one => one.Components[index])]))]),
        _architecture.InputFeeding ? tape.Zeros(new Shape(memory.Batch, _architecture.Embedding)) : null,
        _architecture.Coverage ? tape.Zeros(new Shape(memory.Batch, memory.Steps)) : null);

    /// <summary>Runs over T steps.</summary>
    /// <param name="tape">Where the result lives.</param>
    /// <param name="embedded">Vectors of the tokens, <c>[T, R, E]</c>; R = B when T is above 1, else a multiple of it: the rows of one sentence next to each other.</param>
    /// <param name="memory">What attention reads, of B sentences.</param>
    /// <param name="state">R rows.</param>
    public DecoderOutput Run(Tape tape, Tensor embedded, AttentionMemory memory, DecoderState state)
    {
        if (!_architecture.IsStepwise || embedded.Shape[0] == 1) return RunAtOnce(tape, embedded, memory, state);
        var (readouts, weights) = (new Tensor[embedded.Shape[0]], new Tensor[embedded.Shape[0]]);
        var random = tape.Random;
        for (var step = 0; step < readouts.Length; step++)
        {
            // The same random numbers at every step are the same masks, those between the layers too.
            if (_architecture.VariationalDropout) tape.ContinueAt(random);
            var one = RunAtOnce(tape, embedded.Slice(step, 1), memory, state);
            (readouts[step], weights[step], state) = (one.Readouts, one.Weights!, one.State);
        }

        return new DecoderOutput(tape.Concat(0, readouts), tape.Concat(1, weights), state);
    }

    private DecoderOutput RunAtOnce(Tape tape, Tensor embedded, AttentionMemory memory, DecoderState state)
    {
        var (time, rows) = (embedded.Shape[0], embedded.Shape[1]);
        var input = _dropout.Apply(tape, embedded);
        if (state.Fed is not null) input = tape.Concat(-1, input, state.Fed.Reshape(new Shape(1, rows, _architecture.Embedding)));
        var lower = _lower.Run(tape, new SequenceBatch(input), state.Lower);
        var hidden = lower.Outputs.Values;
        var looked = Look(tape, hidden, memory, state.Coverage);
        var context = BySteps(tape, looked.Context, time, rows);
        var (top, above) = (hidden, state.Upper);
        if (_upper is not null)
        {
            var upper = _upper.Run(tape, new SequenceBatch(tape.Concat(-1, _dropout.Apply(tape, hidden), context)), state.Upper);
            (top, above) = (upper.Outputs.Values, upper.State);
        }

        var readout = tape.Tanh(_readout.Run(tape, tape.Concat(-1, top, context)));
        readout = _dropout.Apply(tape, readout);
        var fed = state.Fed is null ? null : readout.Reshape(new Shape(rows, _architecture.Embedding));
        var coverage = state.Coverage is null ? null : tape.Add(state.Coverage, looked.Weights.Reshape(state.Coverage.Shape));
        return new DecoderOutput(readout, looked.Weights, new DecoderState(lower.State, above, fed, coverage));
    }

    private AttentionOutput Look(Tape tape, Tensor hidden, AttentionMemory memory, Tensor? coverage)
    {
        var (time, rows) = (hidden.Shape[0], hidden.Shape[1]);
        var count = time * rows / memory.Batch;
        var shape = new Shape(memory.Batch, count, _architecture.Hidden);
        var queries = time == 1 ? hidden.Reshape(shape) : tape.Permute(hidden, 1, 0, 2);
        return Attention.Run(tape, queries, memory, coverage?.Reshape(new Shape(memory.Batch, count, memory.Steps)));
    }

    private static Tensor BySteps(Tape tape, Tensor context, int time, int rows) =>
        time == 1 ? context.Reshape(new Shape(1, rows, context.Shape[2])) : tape.Permute(context, 1, 0, 2);

    private static Tensor Join(Tape tape, Tensor[] layers) => layers.Length == 1 ? layers[0] : tape.Concat(0, layers);

    private static SequenceAttention CreateAttention(TranslatorArchitecture architecture, InitializationScope initialization)
    {
        var (query, value) = (architecture.Hidden, 2 * architecture.Hidden);
        return architecture.Attention == AttentionKind.Additive
            ? new AdditiveAttention(query, value, architecture.Hidden, initialization, architecture.Coverage)
            : new MultiplicativeAttention(query, value, initialization, isGeneral: true, architecture.Coverage);
    }
}

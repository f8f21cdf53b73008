using Recurrent.Layers;
using Recurrent.Layers.Basic;
using Recurrent.Layers.Initialization;
using Recurrent.Tensors;
using Recurrent.Tensors.Autograd;
using Recurrent.Tensors.Ops;
using Recurrent.Text.Corpora;

namespace Recurrent.Text.Translation.Network;

/// <summary>Encoder, decoder and output layer; a bridge leads from a recurrent encoder to a recurrent decoder.</summary>
internal sealed class TranslatorNetwork : Module
{
    private const double FirstVectors = 0.1;
    private readonly Embedding _source;
    private readonly Embedding _target;
    private readonly TranslatorEncoder _encoder;
    private readonly Bridge? _bridge;
    private readonly TranslatorDecoder? _decoder;
    private readonly TransformerWriter? _writer;
    private readonly Parameter _outputBias;
    private readonly Parameter _outputWeight;

    public TranslatorNetwork(TranslatorArchitecture architecture, InitializationScope initialization)
    {
        var vectors = new Normal(FirstVectors);
        _target = AddModule("target", new Embedding(architecture.TargetTokens, architecture.Embedding, initialization.Part("target"), weights: vectors));
        _source = architecture.IsJoint
            ? _target
            : AddModule("source", new Embedding(architecture.SourceTokens, architecture.Embedding, initialization.Part("source"), weights: vectors));
        _encoder = AddModule("encoder", new TranslatorEncoder(architecture, initialization.Part("encoder")));
        if (architecture.IsTransformer)
        {
            _writer = AddModule("decoder", new TransformerWriter(architecture, initialization.Part("decoder")));
        }
        else
        {
            _bridge = AddModule("bridge", new Bridge(_encoder.StateWidths(), architecture.DecoderLayers, initialization.Part("bridge")));
            _decoder = AddModule("decoder", new TranslatorDecoder(architecture, initialization.Part("decoder")));
        }

        _outputWeight = architecture.TiedOutput
            ? _target.Weight
            : AddParameter("output_weight", initialization.Create("output_weight", new Shape(architecture.TargetTokens, architecture.Embedding), vectors));
        _outputBias = AddParameter("output_bias", initialization.Create("output_bias", new Shape(architecture.TargetTokens), Initializer.Zeros));
        TargetTokens = architecture.TargetTokens;
    }

    /// <summary>V, the tokens that can be written.</summary>
    public int TargetTokens { get; }

    /// <summary>Reads sources.</summary>
    /// <param name="tape">Where the result lives.</param>
    /// <param name="sources">At least one token each.</param>
    public EncodedSources Encode(Tape tape, TokenBatch sources)
    {
        var read = _encoder.Run(tape, sources.Embed(tape, _source));
        if (_writer is not null) return _writer.Start(tape, read.Outputs);
        var memory = _decoder!.Attention.Prepare(tape, read.Outputs);
        return new EncodedSources(new RecurrentMemory(memory), _decoder.Start(tape, _bridge!.Run(tape, read.State), memory));
    }

    /// <summary>Runs the decoder over tokens.</summary>
    /// <param name="tape">Where the result lives.</param>
    /// <param name="tokens">Row-major <c>[T, R]</c>; left unchanged until the step ends.</param>
    /// <param name="time">T.</param>
    /// <param name="sources">B sentences; the state has R rows.</param>
    public DecoderOutput Decode(Tape tape, ReadOnlyMemory<int> tokens, int time, EncodedSources sources)
    {
        var vectors = _target.Run(tape, tokens, new Shape(time, tokens.Length / time));
        return sources.Memory is LayeredMemory layered
            ? _writer!.Run(tape, vectors, layered, sources.Start)
            : _decoder!.Run(tape, vectors, ((RecurrentMemory)sources.Memory).Attention, sources.Start);
    }

    /// <summary>Scores of all tokens.</summary>
    /// <param name="tape">Where the result lives.</param>
    /// <param name="readouts">From the decoder, <c>[…, E]</c>.</param>
    /// <returns>Logits, <c>[…, V]</c>.</returns>
    public Tensor Score(Tape tape, Tensor readouts) => tape.Linear(readouts, _outputWeight, _outputBias);
}

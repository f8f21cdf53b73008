using Recurrent.Interop.Onnx.Export;
using Recurrent.Layers.Attention;
using Recurrent.Layers.Sequence;
using Recurrent.Text.Translation.Network;
using Recurrent.Text.Translation.Storage;

namespace Recurrent.Interop.Tasks.Translation;

/// <summary>What the encoder and the decoder of a recurrent translator share: the decoder's parts and the names of what goes from one to the other.</summary>
internal sealed class DecoderParts(TranslatorState state)
{
    public const string Source = "source_time";
    public const string Values = "memory_values";
    public const string AttentionKeys = "memory_keys";
    public const string Lengths = "source_lengths";
    public const string Fed = "fed";
    public const string Coverage = "coverage";

    public TranslatorArchitecture Architecture { get; } = state.Architecture;

    public SequenceLayer Lower { get; } = state.Network.Layer("decoder.lower");

    public SequenceLayer? Upper { get; } = state.Network.PartOrNull<SequenceLayer>("decoder.upper");

    public SequenceAttention Attention { get; } = state.Network.Part<SequenceAttention>("decoder.attention");

    /// <summary>Width of the source's values.</summary>
    public int ValueWidth => 2 * Architecture.Hidden;

    /// <summary>Outputs for a decoder's state.</summary>
    public void AddState(TaskGraph graph, string before, DecoderNodes state)
    {
        graph.FinalState(Lower, state.Lower, "lower_", before);
        if (Upper is not null) graph.FinalState(Upper, state.Upper, "upper_", before);
        if (state.Fed is not null) graph.Output(before + Fed, state.Fed, OnnxElementType.Number, "what the last step gave back", TaskGraph.Batch, Architecture.Embedding);
        if (state.Coverage is not null) graph.Output(before + Coverage, state.Coverage, OnnxElementType.Number, "sums of the shares of the source's steps", TaskGraph.Batch, Source);
    }
}

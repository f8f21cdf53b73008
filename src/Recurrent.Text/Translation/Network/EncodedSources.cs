namespace Recurrent.Text.Translation.Network;

/// <summary>Sources as the decoder sees them.</summary>
/// <param name="Memory">What attention reads.</param>
/// <param name="Start">Where the decoder starts, one row a sentence.</param>
internal sealed record EncodedSources(SourceMemory Memory, DecoderState Start);

using Recurrent.Tensors;

namespace Recurrent.Text.Translation.Network;

/// <summary>What the decoder gives back.</summary>
/// <param name="Readouts">What the output layer reads, <c>[T, R, E]</c>.</param>
/// <param name="Weights">Attention of every step, <c>[B, M, S]</c> with M = T for one row a sentence, and M rows of the sentence for one step; null where a transformer trains.</param>
/// <param name="State">The state behind the last step.</param>
internal sealed record DecoderOutput(Tensor Readouts, Tensor? Weights, DecoderState State);

using System.Collections.Immutable;
using Recurrent.Tensors;

namespace Recurrent.Layers.Memory;

/// <summary>What a <see cref="StoryReader"/> gives back.</summary>
/// <param name="Scores">Logits of the answers, <c>[B, C]</c>.</param>
/// <param name="Attention">
/// How much every sentence counted, <c>[B, N]</c>, one tensor for every hop or layer; 0 in the padding. Empty on a tape that records.
/// </param>
public sealed record StoryOutput(Tensor Scores, ImmutableArray<Tensor> Attention);

using System.Collections.Immutable;
using Recurrent.Tensors;

namespace Recurrent.Layers.Memory;

/// <summary>What a <see cref="KeyValueMemory"/> gives back.</summary>
/// <param name="Query">The query after the last hop, <c>[B, E]</c>.</param>
/// <param name="Attention">How much every slot counted, <c>[B, N]</c>, one tensor for every hop.</param>
public sealed record KeyValueOutput(Tensor Query, ImmutableArray<Tensor> Attention);

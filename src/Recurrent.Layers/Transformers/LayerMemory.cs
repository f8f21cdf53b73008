using Recurrent.Tensors;

namespace Recurrent.Layers.Transformers;

/// <summary>Keys and values of the steps before, of one layer, <c>[B, M, H]</c> each, right-aligned.</summary>
internal sealed record LayerMemory(Tensor Keys, Tensor Values);

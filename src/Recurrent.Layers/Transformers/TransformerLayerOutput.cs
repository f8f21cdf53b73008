using Recurrent.Tensors;

namespace Recurrent.Layers.Transformers;

/// <summary>What a layer gives.</summary>
/// <param name="Steps">Its steps <c>[T, B, H]</c>.</param>
/// <param name="Keys">Keys of the steps before and these, <c>[M + T, B, H]</c>.</param>
/// <param name="Values">Values of the same.</param>
/// <param name="Asked">What its attention to another sequence asked with, <c>[T, B, H]</c>; null without one.</param>
internal readonly record struct TransformerLayerOutput(Tensor Steps, Tensor Keys, Tensor Values, Tensor? Asked);

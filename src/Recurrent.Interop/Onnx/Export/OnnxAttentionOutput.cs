namespace Recurrent.Interop.Onnx.Export;

/// <summary>What attention gives in a graph.</summary>
/// <param name="Context">The weighted mean of the values for every query, <c>[B, M, D]</c>.</param>
/// <param name="Weights">How much every query looks at every step, <c>[B, M, S]</c>.</param>
public sealed record OnnxAttentionOutput(OnnxValue Context, OnnxValue Weights);

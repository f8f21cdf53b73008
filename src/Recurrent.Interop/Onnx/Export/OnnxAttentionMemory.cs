namespace Recurrent.Interop.Onnx.Export;

/// <summary>What a query may look at, in a graph.</summary>
/// <param name="Values">The steps of every row, <c>[B, S, D]</c>; 0 in the padding.</param>
/// <param name="Keys">What queries are compared with, <c>[B, S, A]</c>.</param>
/// <param name="Mask">Booleans, true at valid steps, <c>[B, 1, S]</c>; null where every row is full.</param>
public sealed record OnnxAttentionMemory(OnnxValue Values, OnnxValue Keys, OnnxValue? Mask);

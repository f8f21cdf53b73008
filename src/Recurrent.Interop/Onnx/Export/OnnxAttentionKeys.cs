namespace Recurrent.Interop.Onnx.Export;

/// <summary>Keys and values that many queries of a multi-head attention look at, in a graph.</summary>
/// <param name="Keys"><c>[S, B, H]</c>.</param>
/// <param name="Values"><c>[S, B, H]</c>.</param>
/// <param name="Lengths">Valid steps of each row, int32 <c>[B]</c>; null where every row is full.</param>
public sealed record OnnxAttentionKeys(OnnxValue Keys, OnnxValue Values, OnnxValue? Lengths);

using System.Collections.Immutable;

namespace Recurrent.Interop.Onnx.Export;

/// <summary>What a recurrent layer gives in a graph.</summary>
/// <param name="Outputs"><c>[T, B, D]</c>, 0 at padded steps; lengths as those of the input.</param>
/// <param name="State">The state after each row's last valid step, <c>[L·directions, B, H]</c> for every component.</param>
public sealed record OnnxSequenceOutput(OnnxSequence Outputs, ImmutableArray<OnnxValue> State);

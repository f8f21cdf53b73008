using Recurrent.Tensors.Sequences;

namespace Recurrent.Tensors.Ops.Recurrences.Scans;

/// <summary>Where a scan starts and which way it goes.</summary>
/// <param name="State">The state before the first step, <c>[B, H]</c>; null for zeros.</param>
/// <param name="Direction">The way through time.</param>
internal readonly record struct ScanStart(Tensor? State, SequenceDirection Direction);

using System.Numerics;

namespace Recurrent.Tensors.Ops.Recurrences.Scans;

/// <summary>What the backward pass of one step knows.</summary>
/// <param name="Gates">What came from the input.</param>
/// <param name="Weights">The cell's own weights.</param>
/// <param name="Before">The state before the step.</param>
/// <param name="After">The state after the step.</param>
/// <param name="StateGradient">What arrives at the state after the step, from the steps behind and, where the state is the output, from that.</param>
/// <param name="OutputGradient">What arrives at an output that is not the state.</param>
internal readonly record struct ScanStep(
    ScanLanes Gates, ScanLanes Weights, Vector<float> Before, Vector<float> After, Vector<float> StateGradient, Vector<float> OutputGradient);

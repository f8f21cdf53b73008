using Recurrent.Kernels.Threading;

namespace Recurrent.Tensors.Ops.Recurrences.Scans;

/// <summary>One step of the scan of one cell.</summary>
internal sealed class CellScanStepper<TCell>(ScanWeights weights) : ScanStepper(weights, TCell.Gates)
    where TCell : struct, IScanCell
{
    private readonly float[] _own = weights.Own?.Values.ToArray() ?? [];

    public override bool HasOutput => TCell.HasOutput;

    private protected override void Advance(ReadOnlySpan<float> gates, Span<float> outputs, Span<float> states, Span<float> after)
    {
        var shape = new ScanShape(states.Length / HiddenSize, HiddenSize);
        new ScanForward<TCell>
        {
            Shape = shape,
            Steps = new ItemRange(0, 1),
            Gates = gates,
            Bias = [],
            Weights = _own,
            States = after,
            Outputs = TCell.HasOutput ? outputs : after,
            Final = states,
        }.Run(0, shape.Items);
    }
}

namespace Recurrent.Tensors.Ops.Recurrences.Scans;

/// <summary>One step of a scan whose output is its state.</summary>
internal sealed class CellScanStepper<TCell>(ScanWeights weights) : ScanStepper(weights, TCell.Gates)
    where TCell : struct, IScanCell
{
    private readonly float[] _own = weights.Own?.Values.ToArray() ?? [];

    private protected override void Advance(int rows, ReadOnlySpan<float> gates, Span<float> states, Span<float> after)
    {
        var shape = new ScanShape(rows, HiddenSize);
        new ScanForward<TCell> { Shape = shape, Gates = gates, Weights = _own, Initial = states, States = after, Outputs = after, Final = states }.Run(0, shape.Items);
    }
}

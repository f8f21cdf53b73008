using Recurrent.Interop.Onnx.Import.Values;

namespace Recurrent.Interop.Onnx.Import.Operators.Recurrent;

/// <summary>The formulas of the specification in double, row by row: for whatever the fused ops do not compute.</summary>
internal static class PlainRecurrence
{
    /// <summary>Runs one direction.</summary>
    public static void Run(RecurrentNode node, int direction, RecurrentResult result)
    {
        var weights = PlainWeights.Of(node, direction);
        double[] input = Numbers.Doubles(node.Input);
        double[]? hiddens = node.InitialHidden is { } h ? Numbers.Doubles(h) : null, cells = node.InitialCell is { } c ? Numbers.Doubles(c) : null;
        var step = new PlainStep(node, direction, weights);
        for (int row = 0; row < node.Batch; row++)
        {
            int state = ((direction * node.Batch) + row) * node.Hidden;
            step.Start(Row(hiddens, state, node.Hidden), Row(cells, state, node.Hidden));
            int length = node.Lengths[row];
            for (int index = 0; index < length; index++)
            {
                int time = node.IsReverse[direction] ? length - 1 - index : index;
                step.Take(input.AsSpan(((time * node.Batch) + row) * node.Features, node.Features));
                RecurrentResult.Put(result.Outputs, ((((time * node.Directions) + direction) * node.Batch) + row) * node.Hidden, step.Hidden);
            }

            if (length > 0)
            {
                RecurrentResult.Put(result.Hidden, state, step.Hidden);
                RecurrentResult.Put(result.Cell, state, step.Cell);
            }
        }
    }

    private static ReadOnlySpan<double> Row(double[]? values, int start, int length) => values is null ? [] : values.AsSpan(start, length);
}

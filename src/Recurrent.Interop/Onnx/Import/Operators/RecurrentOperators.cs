using Recurrent.Interop.Onnx.Import.Operators.Recurrent;
using Recurrent.Interop.Onnx.Import.Running;
using Recurrent.Interop.Onnx.Import.Values;

namespace Recurrent.Interop.Onnx.Import.Operators;

/// <summary>RNN, LSTM and GRU.</summary>
internal static class RecurrentOperators
{
    public static void AddTo(OperatorTable table)
    {
        table.AddMany("RNN", static call => Run(call, RecurrentKind.Rnn));
        table.AddMany("LSTM", static call => Run(call, RecurrentKind.Lstm));
        table.AddMany("GRU", static call => Run(call, RecurrentKind.Gru));
    }

    /// <summary>Y, Y_h and of an LSTM Y_c; through the fused ops where they can compute it, in double otherwise.</summary>
    private static OnnxData?[] Run(OperatorCall call, RecurrentKind kind)
    {
        var node = RecurrentNode.Read(call, kind);
        var result = new RecurrentResult(node);
        call.Bounded(node.Time, node.Directions, node.Batch, node.Hidden);
        for (int direction = 0; direction < node.Directions; direction++)
        {
            if (node.IsFused)
            {
                FusedRecurrence.Run(call, node, direction, result);
            }
            else
            {
                PlainRecurrence.Run(node, direction, result);
            }
        }

        return [Turned(result.Outputs, node, [2, 0, 1, 3]), Turned(result.Hidden, node, [1, 0, 2]), kind == RecurrentKind.Lstm ? Turned(result.Cell, node, [1, 0, 2]) : null];
    }

    /// <summary>With <c>layout</c> = 1 the rows of the batch come first.</summary>
    private static OnnxData Turned(OnnxData value, RecurrentNode node, int[] order) => node.IsBatchFirst ? Selection.Transpose(value, order) : value;
}

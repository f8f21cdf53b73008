using Recurrent.Interop.Onnx.Import.Running;
using Recurrent.Tensors;
using Recurrent.Tensors.Sequences;

namespace Recurrent.Interop.Onnx.Import.Operators.Recurrent;

/// <summary>The weights of a node in the order of gates and the layout of this library, kept from run to run where they are constants.</summary>
internal static class FusedWeights
{
    /// <summary>Where ONNX has the gates i f g o of an LSTM and r z n of a GRU.</summary>
    private static readonly int[] LstmOrder = [0, 2, 3, 1], GruOrder = [1, 0, 2], RnnOrder = [0];

    /// <summary>The weights of one direction.</summary>
    public static RecurrentWeights Of(OperatorCall call, RecurrentNode node, int direction)
    {
        bool isConstant = node.Weights.IsConstant && node.Recurrent.IsConstant && node.Bias is null or { IsConstant: true };
        if (isConstant && call.Node.Cache is RecurrentWeights[] kept)
        {
            return kept[direction];
        }

        RecurrentWeights[] all = [.. Enumerable.Range(0, node.Directions).Select(index => Build(node, index))];
        call.Node.Cache = isConstant ? all : null;
        return all[direction];
    }

    /// <summary>The weights of one direction, made anew.</summary>
    public static RecurrentWeights Build(RecurrentNode node, int direction)
    {
        int[] order = node.Kind switch { RecurrentKind.Lstm => LstmOrder, RecurrentKind.Gru => GruOrder, _ => RnnOrder };
        int rows = node.Gates * node.Hidden;
        return new RecurrentWeights(
            Ordered(node.Weights, direction * rows * node.Features, order, node.Hidden * node.Features, new Shape(rows, node.Features)),
            Ordered(node.Recurrent, direction * rows * node.Hidden, order, node.Hidden * node.Hidden, new Shape(rows, node.Hidden)),
            node.Bias is null ? null : Ordered(node.Bias, direction * 2 * rows, order, node.Hidden, new Shape(rows)),
            node.Bias is null ? null : Ordered(node.Bias, ((direction * 2) + 1) * rows, order, node.Hidden, new Shape(rows)));
    }

    private static Tensor Ordered(OnnxData value, int start, int[] order, int block, Shape shape)
    {
        ReadOnlySpan<float> source = value.Span<float>();
        var values = new float[shape.Length];
        for (int gate = 0; gate < order.Length; gate++)
        {
            source.Slice(start + (order[gate] * block), block).CopyTo(values.AsSpan(gate * block));
        }

        return Tensor.FromValues(values, shape);
    }
}

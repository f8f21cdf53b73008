using Recurrent.Comparison.Cases;

namespace Recurrent.Comparison.Onnx;

/// <summary>Recurrent layers as an ONNX model: one RNN, LSTM or GRU node a layer.</summary>
/// <remarks>
/// ONNX orders gates i o f c (LSTM) and z r h (GRU), ours are i f g o and r z n; biases stand side by side, W's before R's; the output
/// <c>[T, directions, B, H]</c> loses its direction before the next layer.
/// </remarks>
internal static class OnnxModel
{
    private const string DirectionAxis = "direction";

    /// <summary>A model from <c>input</c> <c>[T, B, I]</c> to <c>output</c> <c>[T, 1, B, H]</c>.</summary>
    public static byte[] WholeSequence(SequenceData data)
    {
        SequenceCase sizes = data.Sizes;
        ProtobufWriter graph = NewGraph();
        string current = "input";
        for (int layer = 0; layer < sizes.Layers; layer++)
        {
            if (layer > 0)
            {
                graph.Message(1, OnnxMessages.Node("Squeeze", [current, DirectionAxis], [$"input{layer}"]));
                current = $"input{layer}";
            }

            string output = layer == sizes.Layers - 1 ? "output" : $"output{layer}";
            AddWeights(graph, data, layer);
            graph.Message(1, Cell(sizes, [current, .. WeightNames(layer)], [output]));
            current = output;
        }

        if (sizes.Layers > 1)
        {
            graph.Message(5, OnnxMessages.Integers(DirectionAxis, [1]));
        }

        graph.Message(11, OnnxMessages.Value("input", sizes.Time, sizes.Batch, sizes.Input));
        graph.Message(12, OnnxMessages.Value("output", sizes.Time, 1, sizes.Batch, sizes.Hidden));
        return OnnxMessages.Model(graph);
    }

    /// <summary>A model of one step of one row: <c>input</c> and <c>state0</c> (and <c>state1</c>) to <c>next0</c> (and <c>next1</c>).</summary>
    public static byte[] OneStep(SequenceData data)
    {
        SequenceCase sizes = data.Sizes;
        int states = StateCount(sizes.Cell);
        ProtobufWriter graph = NewGraph();
        AddWeights(graph, data, layer: 0);
        string[] inputs = ["input", .. WeightNames(0), string.Empty, .. Enumerable.Range(0, states).Select(state => $"state{state}")];
        graph.Message(1, Cell(sizes, inputs, [string.Empty, .. Enumerable.Range(0, states).Select(state => $"next{state}")]));
        graph.Message(11, OnnxMessages.Value("input", 1, 1, sizes.Input));
        for (int state = 0; state < states; state++)
        {
            graph.Message(11, OnnxMessages.Value($"state{state}", 1, 1, sizes.Hidden));
            graph.Message(12, OnnxMessages.Value($"next{state}", 1, 1, sizes.Hidden));
        }

        return OnnxMessages.Model(graph);
    }

    /// <summary>Components of a cell's state: an LSTM has two.</summary>
    public static int StateCount(CellKind cell) => cell == CellKind.Lstm ? 2 : 1;

    private static ProtobufWriter NewGraph() => new ProtobufWriter().Text(2, "recurrence");

    private static string[] WeightNames(int layer) => [$"w{layer}", $"r{layer}", $"b{layer}"];

    private static ProtobufWriter Cell(SequenceCase sizes, string[] inputs, string[] outputs)
    {
        string operation = sizes.Cell.ToString().ToUpperInvariant();
        (string, long) hidden = ("hidden_size", sizes.Hidden);
        return sizes.Cell == CellKind.Gru
            ? OnnxMessages.Node(operation, inputs, outputs, hidden, ("linear_before_reset", 1))
            : OnnxMessages.Node(operation, inputs, outputs, hidden);
    }

    private static void AddWeights(ProtobufWriter graph, SequenceData data, int layer)
    {
        SequenceCase sizes = data.Sizes;
        long rows = (long)sizes.Gates * sizes.Hidden;
        string[] names = WeightNames(layer);
        graph.Message(5, OnnxMessages.Floats(names[0], Reordered(data, $"weight_ih_l{layer}"), 1, rows, sizes.InputOf(layer)));
        graph.Message(5, OnnxMessages.Floats(names[1], Reordered(data, $"weight_hh_l{layer}"), 1, rows, sizes.Hidden));
        float[] biases = [.. Reordered(data, $"bias_ih_l{layer}"), .. Reordered(data, $"bias_hh_l{layer}")];
        graph.Message(5, OnnxMessages.Floats(names[2], biases, 1, 2 * rows));
    }

    private static float[] Reordered(SequenceData data, string name)
    {
        float[] values = data.Weights.Single(weight => weight.Name == name).Values;
        int block = values.Length / data.Sizes.Gates;
        ReadOnlySpan<int> order = data.Sizes.Cell switch
        {
            CellKind.Lstm => [0, 3, 1, 2],
            CellKind.Gru => [1, 0, 2],
            _ => [0],
        };
        var reordered = new float[values.Length];
        for (int gate = 0; gate < order.Length; gate++)
        {
            values.AsSpan(order[gate] * block, block).CopyTo(reordered.AsSpan(gate * block));
        }

        return reordered;
    }
}

using System.Globalization;
using Recurrent.Tensors;

namespace Recurrent.Interop.Weights;

/// <summary>Finds out which recurrent layer tensors belong to: rows of <c>weight_ih</c> are 1, 3 or 4 times the columns of <c>weight_hh</c>.</summary>
internal static class RecurrentRecognizer
{
    /// <summary>More layers than this are taken for damage; it bounds what names alone can ask for.</summary>
    private const int MaximumLayers = 1000;

    private static readonly string[] Parts = ["weight_ih", "weight_hh", "bias_ih", "bias_hh", "weight_hr"];

    public static RecognizedLayer? Recognize(LayerPlace place, RecognitionOptions options, ref string? reason)
    {
        // nn.LSTMCell and its like have the names of one layer without the number.
        IReadOnlyDictionary<string, Tensor> tensors = place.Tensors.ContainsKey("weight_ih")
            ? place.Tensors.ToDictionary(pair => pair.Key + "_l0", pair => pair.Value)
            : place.Tensors;
        int layers = 0;
        while (layers < MaximumLayers && tensors.ContainsKey($"weight_ih_l{layers.ToString(CultureInfo.InvariantCulture)}"))
        {
            layers++;
        }

        bool isBidirectional = tensors.ContainsKey("weight_ih_l0_reverse");
        if (Describe(tensors, options, ref reason) is not { } first)
        {
            return null;
        }

        LayerDescription description = first with { Layers = Math.Max(1, layers), Bidirectional = isBidirectional };
        bool hasBias = tensors.ContainsKey("bias_ih_l0");
        Dictionary<string, Shape> expected = Shapes(description);
        if (tensors.Keys.FirstOrDefault(name => !expected.ContainsKey(name)) is { } other)
        {
            reason = $"'{other}' is no part of {description}.";
            return null;
        }

        var values = new Dictionary<string, Tensor>();
        foreach ((string name, Shape shape) in expected)
        {
            bool isBias = name.StartsWith("bias", StringComparison.Ordinal);
            Tensor? found = tensors.GetValueOrDefault(name) ?? (isBias && !hasBias ? Tensor.Zeros(shape) : null);
            if (found?.Shape != shape)
            {
                reason = $"'{name}' is {found?.Shape.ToString() ?? "missing"}, {description} has {shape}.";
                return null;
            }

            values.Add(name, found);
        }

        return new RecognizedLayer(place.Name, description, values) { Notes = NotesOf(description, hasBias, options) };
    }

    private static LayerDescription? Describe(IReadOnlyDictionary<string, Tensor> tensors, RecognitionOptions options, ref string? reason)
    {
        if (tensors.GetValueOrDefault("weight_ih_l0") is not { Shape: { Rank: 2, Length: > 0 } input } || tensors.GetValueOrDefault("weight_hh_l0") is not { Shape: { Rank: 2, Length: > 0 } hidden })
        {
            reason = "weight_ih_l0 or weight_hh_l0 is missing, empty or no matrix.";
            return null;
        }

        int rows = input[0], width = hidden[1];
        if (tensors.TryGetValue("weight_hr_l0", out Tensor? projection))
        {
            bool fits = projection.Shape.Rank == 2 && projection.Shape[0] == width && rows == 4L * projection.Shape[1];
            reason = $"weight_hr_l0 is {projection.Shape}, which is no projection of an LSTM with weights {input} and {hidden}.";
            return fits ? new LayerDescription { Kind = LayerKind.Lstm, InputSize = input[1], Size = projection.Shape[1], ProjectionSize = width } : null;
        }

        LayerKind? kind = rows == width ? LayerKind.Rnn : rows == 3L * width ? LayerKind.Gru : rows == 4L * width ? LayerKind.Lstm : null;
        reason = $"weight_ih_l0 is {input} and weight_hh_l0 {hidden}: the rows are not 1 (RNN), 3 (GRU) or 4 (LSTM) times {width}.";
        return kind is { } found
            ? new LayerDescription { Kind = found, InputSize = input[1], Size = width, Activation = found == LayerKind.Rnn ? options.RnnActivation : default }
            : null;
    }

    private static Dictionary<string, Shape> Shapes(LayerDescription layer)
    {
        var shapes = new Dictionary<string, Shape>();
        int width = layer.ProjectionSize > 0 ? layer.ProjectionSize : layer.Size, rows = layer.Gates * layer.Size;
        for (int number = 0; number < layer.Layers; number++)
        {
            int input = number == 0 ? layer.InputSize : layer.OutputSize;
            foreach (string direction in layer.Bidirectional ? new[] { "", "_reverse" } : [""])
            {
                foreach (string part in Parts.Take(layer.ProjectionSize > 0 ? Parts.Length : Parts.Length - 1))
                {
                    Shape shape = part switch
                    {
                        "weight_ih" => new Shape(rows, input),
                        "weight_hh" => new Shape(rows, width),
                        "weight_hr" => new Shape(width, layer.Size),
                        _ => new Shape(rows),
                    };
                    shapes.Add($"{part}_l{number.ToString(CultureInfo.InvariantCulture)}{direction}", shape);
                }
            }
        }

        return shapes;
    }

    private static string[] NotesOf(LayerDescription layer, bool hasBias, RecognitionOptions options)
    {
        var notes = new List<string>();
        if (layer.Kind == LayerKind.Rnn)
        {
            notes.Add($"the file does not say whether the RNN has tanh or ReLU; taken is {(options.RnnActivation == default ? "tanh, PyTorch's default" : "ReLU")}.");
        }

        if (!hasBias)
        {
            notes.Add("it has no biases; they are zero here.");
        }

        return [.. notes];
    }
}

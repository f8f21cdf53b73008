using System.Text.Json;
using Recurrent.Interop.Weights.Hdf5;
using Recurrent.Tensors;
using Recurrent.Tensors.Sequences;

namespace Recurrent.Interop.Weights.Keras;

/// <summary>Brings Keras' recurrent layers into PyTorch's layouts: matrices transposed, gates in another order, biases where they belong.</summary>
internal static class KerasRecurrent
{
    /// <summary>For every gate in this library's order, its number in Keras': i f g o from i f c o; r z n from z r h; one.</summary>
    private static readonly Dictionary<LayerKind, int[]> GateOrders = new()
    {
        [LayerKind.Lstm] = [0, 1, 2, 3],
        [LayerKind.Gru] = [1, 0, 2],
        [LayerKind.Rnn] = [0],
    };

    public static RecognizedLayer? Convert(H5Bytes file, KerasLayer layer, ref string? reason)
    {
        JsonElement? config = layer.Config;
        string? className = layer.ClassName;
        bool isWrapped = className is "Bidirectional";
        if (isWrapped && config is not null)
        {
            JsonElement? inner = KerasConfig.Property(config, "layer");
            className = KerasConfig.Text(inner, "class_name");
            if ((KerasConfig.Text(config, "merge_mode") ?? "none") is not "concat" and string mode)
            {
                return Refuse($"merge_mode is {mode}; concat, both outputs side by side, is read", ref reason);
            }

            config = KerasConfig.Property(inner, "config");
        }

        int directions = isWrapped || className is null ? DirectionsOf(layer) : 1;
        if (layer.Tensors.Count % directions != 0 || KindOf(layer.Tensors) is not { } kind || (className is not null && KindOf(className) is { } named && named != kind))
        {
            return Refuse($"its arrays {string.Join(", ", layer.Tensors.Select(tensor => tensor.Shape))} are not those of {className ?? "a recurrent layer"}", ref reason);
        }

        LayerDescription? description = Describe(layer, config, kind, directions, ref reason);
        if (description is null || Settings(config, description, isWrapped, ref reason) is not { } settled)
        {
            return null;
        }

        var parameters = new Dictionary<string, Tensor>();
        int each = layer.Tensors.Count / directions;
        for (int direction = 0; direction < directions; direction++)
        {
            if (!AddDirection(file, [.. layer.Tensors.Skip(direction * each).Take(each)], settled, direction == 0 ? "_l0" : "_l0_reverse", parameters, ref reason))
            {
                return null;
            }
        }

        return new RecognizedLayer(layer.Name, settled, parameters) { Notes = NotesOf(config, settled, layer.Tensors.Count / directions > 2) };
    }

    /// <summary>A forward and a backward direction follow each other, each beginning with a kernel and a recurrent kernel.</summary>
    private static int DirectionsOf(KerasLayer layer) => layer.Tensors.Count(tensor => tensor.Rank == 2 && tensor.Shape[0] != 2) >= 4 ? 2 : layer.ClassName is "Bidirectional" ? 2 : 1;

    private static LayerKind? KindOf(IReadOnlyList<H5Dataset> tensors)
    {
        if (tensors is not [{ Rank: 2 }, { Rank: 2 }, ..] || tensors[0].Shape.Length == 0 || tensors[1].Shape.Length == 0 || tensors[0].Shape[1] != tensors[1].Shape[1])
        {
            return null;
        }

        return ((double)tensors[1].Shape[1] / tensors[1].Shape[0]) switch
        {
            1 => LayerKind.Rnn,
            3 => LayerKind.Gru,
            4 => LayerKind.Lstm,
            _ => null,
        };
    }

    private static LayerKind? KindOf(string className) => className switch
    {
        "LSTM" => LayerKind.Lstm,
        "GRU" => LayerKind.Gru,
        "SimpleRNN" => LayerKind.Rnn,
        _ => null,
    };

    private static LayerDescription? Describe(KerasLayer layer, JsonElement? config, LayerKind kind, int directions, ref string? reason)
    {
        int size = layer.Tensors[1].Shape[0];
        bool hasTwoBiases = layer.Tensors.Count / directions > 2 && layer.Tensors[2].Rank == 2;
        var description = new LayerDescription { Kind = kind, InputSize = layer.Tensors[0].Shape[0], Size = size, Bidirectional = directions == 2 };
        if (kind != LayerKind.Gru)
        {
            return hasTwoBiases ? Refuse<LayerDescription>("it has two biases, which only a GRU has", ref reason) : description;
        }

        // Without biases only the description tells, and Keras 3's default is the reset after the product.
        bool hasBias = layer.Tensors.Count / directions > 2;
        bool resetAfter = hasBias ? hasTwoBiases : KerasConfig.Flag(config, "reset_after") ?? true;
        return description with { ResetAfter = resetAfter };
    }

    /// <summary>Refuses what the layers here cannot do, by name.</summary>
    private static LayerDescription? Settings(JsonElement? config, LayerDescription layer, bool isWrapped, ref string? reason)
    {
        string activation = Activation(config, "activation", "tanh");
        if (!isWrapped && KerasConfig.Flag(config, "go_backwards") == true)
        {
            return Refuse<LayerDescription>("go_backwards reads the sequence from its end alone; reverse the input instead and save the layer without it", ref reason);
        }

        if (layer.Kind == LayerKind.Rnn)
        {
            return activation is "tanh" or "relu"
                ? layer with { Activation = activation == "relu" ? RnnActivation.Relu : RnnActivation.Tanh }
                : Refuse<LayerDescription>($"activation is {activation}; tanh and relu are read", ref reason);
        }

        string recurrent = Activation(config, "recurrent_activation", "sigmoid");
        return activation == "tanh" && recurrent == "sigmoid"
            ? layer
            : Refuse<LayerDescription>($"activation is {activation} and recurrent_activation {recurrent}; tanh and sigmoid are read", ref reason);
    }

    private static string Activation(JsonElement? config, string name, string usual) => KerasConfig.Property(config, name) switch
    {
        null => usual,
        { ValueKind: JsonValueKind.String } text => text.GetString()!,
        { ValueKind: JsonValueKind.Object } nested => KerasConfig.Text(nested, "class_name") ?? "a function of its own",
        _ => "none",
    };

    private static bool AddDirection(
        H5Bytes file, H5Dataset[] tensors, LayerDescription layer, string suffix, Dictionary<string, Tensor> parameters, ref string? reason)
    {
        int[] order = GateOrders[layer.Kind];
        int rows = layer.Gates * layer.Size;
        var biasShape = new Shape(rows);
        bool isTwo = layer is { Kind: LayerKind.Gru, ResetAfter: true };
        H5Dataset? bias = tensors.ElementAtOrDefault(2);
        Shape expected = isTwo ? new Shape(2, rows) : biasShape;
        if (tensors.Length is not (2 or 3) || tensors[0].Rank != 2 || tensors[1].Rank != 2 || tensors[0].Shape != new Shape(layer.InputSize, rows) || tensors[1].Shape != new Shape(layer.Size, rows)
            || (bias is not null && (bias.Rank != expected.Rank || bias.Shape != expected)))
        {
            reason = $"its arrays {string.Join(", ", tensors.Select(tensor => tensor.Shape))} are not those of {layer}.";
            return false;
        }

        var values = new KerasValues(file);
        parameters.Add("weight_ih" + suffix, values.Transposed(tensors[0], order, layer.Size));
        parameters.Add("weight_hh" + suffix, values.Transposed(tensors[1], order, layer.Size));
        parameters.Add("bias_ih" + suffix, bias is null ? values.Filled(rows, 0) : values.Bias(bias, order, layer.Size));
        parameters.Add("bias_hh" + suffix, bias is null || !isTwo ? values.Filled(rows, 0) : values.Bias(bias, order, layer.Size, part: 1));
        return true;
    }

    private static string[] NotesOf(JsonElement? config, LayerDescription layer, bool hasBias)
    {
        var notes = new List<string>();
        if (config is not null && KerasConfig.Flag(config, "return_sequences") != true)
        {
            notes.Add("Keras gives the last output only (return_sequences is false); here it is the last step of the outputs, or the final state.");
        }

        if (layer.Kind == LayerKind.Gru && !hasBias && KerasConfig.Flag(config, "reset_after") is null)
        {
            notes.Add("the file does not say where the reset gate acts; taken is reset_after=True, Keras' default.");
        }

        return [.. notes];
    }

    private static RecognizedLayer? Refuse(string why, ref string? reason) => Refuse<RecognizedLayer>(why, ref reason);

    private static T? Refuse<T>(string why, ref string? reason)
        where T : class
    {
        reason = why + ".";
        return null;
    }
}

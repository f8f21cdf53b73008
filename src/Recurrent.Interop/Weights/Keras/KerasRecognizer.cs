using System.Text.Json;
using Recurrent.Interop.Weights.Hdf5;
using Recurrent.Tensors;

namespace Recurrent.Interop.Weights.Keras;

/// <summary>Brings the layers of a Keras model into this library's form, or says why not.</summary>
/// <param name="file">Where values are.</param>
/// <param name="hasConfig">Whether the file describes the model.</param>
internal sealed class KerasRecognizer(H5Bytes file, bool hasConfig)
{
    private const double DefaultEpsilon = 1e-3;
    private readonly List<RecognizedLayer> _layers = [];
    private readonly List<UnrecognizedTensor> _left = [];

    public IReadOnlyList<RecognizedLayer> Layers => _layers;

    public IReadOnlyList<UnrecognizedTensor> Left => _left;

    public void Add(KerasLayer layer)
    {
        // Inputs, dropout and their like have no weights.
        if (layer.Tensors.Count == 0)
        {
            return;
        }

        string? reason = null;
        if (Convert(layer, ref reason) is { } found)
        {
            _layers.Add(hasConfig ? found : found with { Notes = [.. found.Notes, "the file does not describe the model; activations are taken to be Keras' defaults."] });
        }
        else
        {
            _left.AddRange(layer.Tensors.Select(tensor => new UnrecognizedTensor(tensor.Name, $"{layer.ClassName ?? "layer"} '{layer.Name}': {reason}")));
        }
    }

    private RecognizedLayer? Convert(KerasLayer layer, ref string? reason) => (layer.ClassName ?? ClassOf(layer)) switch
    {
        "LSTM" or "GRU" or "SimpleRNN" or "CuDNNLSTM" or "CuDNNGRU" or "Bidirectional" => KerasRecurrent.Convert(file, layer, ref reason),
        "Dense" => Dense(layer, layer.Config, ref reason),
        "TimeDistributed" when KerasConfig.Property(layer.Config, "layer") is not { } inner || KerasConfig.Text(inner, "class_name") == "Dense" =>
            Dense(layer, KerasConfig.Property(KerasConfig.Property(layer.Config, "layer"), "config"), ref reason),
        "Embedding" => Embedding(layer, ref reason),
        "LayerNormalization" => Norm(layer, ref reason),
        _ => Refuse("layers of this class are not read", ref reason),
    };

    /// <summary>What names and axes say of a layer in a file of weights alone.</summary>
    private static string? ClassOf(KerasLayer layer)
    {
        string first = layer.Tensors[0].Name;
        return layer.Tensors switch
        {
            [{ Rank: 2 }] when first.Contains("embeddings", StringComparison.Ordinal) => "Embedding",
            [{ Rank: 1 }, { Rank: 1 }] when first.Contains("gamma", StringComparison.Ordinal) => "LayerNormalization",
            [{ Rank: 2 }] or [{ Rank: 2 }, { Rank: 1 }] => "Dense",
            [{ Rank: 2 }, { Rank: 2 }, ..] => "Bidirectional",
            _ => null,
        };
    }

    private RecognizedLayer? Dense(KerasLayer layer, JsonElement? config, ref string? reason)
    {
        if (layer.Tensors is not ([{ Rank: 2 }] or [{ Rank: 2 }, { Rank: 1 }]) || layer.Tensors[0].Shape.Length == 0)
        {
            return Refuse("a Dense has a kernel of two axes and a bias", ref reason);
        }

        H5Dataset kernel = layer.Tensors[0];
        H5Dataset? bias = layer.Tensors.ElementAtOrDefault(1);
        int outputs = kernel.Shape[1];
        if (bias is not null && bias.Shape.Length != outputs)
        {
            return Refuse($"its bias is {bias.Shape}, its kernel {kernel.Shape}", ref reason);
        }

        var values = new KerasValues(file);
        var parameters = new Dictionary<string, Tensor> { ["weight"] = values.Transposed(kernel, [0], outputs) };
        if (bias is not null)
        {
            parameters.Add("bias", values.Copy(bias));
        }

        string activation = KerasConfig.Text(config, "activation") ?? "linear";
        return new RecognizedLayer(layer.Name, new LayerDescription { Kind = LayerKind.Linear, InputSize = kernel.Shape[0], Size = outputs, HasBias = bias is not null }, parameters)
        {
            Notes = activation == "linear" ? [] : [$"Keras applies {activation} behind this map; apply it to the outputs."],
        };
    }

    private RecognizedLayer? Embedding(KerasLayer layer, ref string? reason)
    {
        if (layer.Tensors is not [{ Rank: 2 }] || layer.Tensors[0].Shape.Length == 0)
        {
            return Refuse("an Embedding has one table of two axes", ref reason);
        }

        Shape shape = layer.Tensors[0].Shape;
        return new RecognizedLayer(
            layer.Name, new LayerDescription { Kind = LayerKind.Embedding, InputSize = shape[0], Size = shape[1] }, new Dictionary<string, Tensor> { ["weight"] = new KerasValues(file).Copy(layer.Tensors[0]) })
        {
            Notes = KerasConfig.Flag(layer.Config, "mask_zero") == true ? ["Keras masks entry 0; give lengths to the sequence layer instead."] : [],
        };
    }

    private RecognizedLayer? Norm(KerasLayer layer, ref string? reason)
    {
        bool hasScale = KerasConfig.Flag(layer.Config, "scale") ?? true, hasOffset = KerasConfig.Flag(layer.Config, "center") ?? true;
        if (layer.Tensors.Count != (hasScale ? 1 : 0) + (hasOffset ? 1 : 0) || layer.Tensors.Any(tensor => tensor.Rank != 1 || tensor.Shape.Length == 0 || tensor.Shape != layer.Tensors[0].Shape))
        {
            return Refuse("it has other arrays than gamma and beta over the last axis", ref reason);
        }

        if (KerasConfig.Flag(layer.Config, "rms_scaling") == true)
        {
            return Refuse("rms_scaling divides without taking off the mean, which LayerNorm here does not", ref reason);
        }

        var values = new KerasValues(file);
        int size = layer.Tensors[0].Shape[0];
        Tensor weight = hasScale ? values.Copy(layer.Tensors[0]) : values.Filled(size, 1), bias = hasOffset ? values.Copy(layer.Tensors[^1]) : values.Filled(size, 0);
        double? epsilon = KerasConfig.Property(layer.Config, "epsilon") is { ValueKind: JsonValueKind.Number } number && number.TryGetDouble(out double given) && given > 0 ? given : null;
        return new RecognizedLayer(
            layer.Name, new LayerDescription { Kind = LayerKind.LayerNorm, InputSize = size, Size = size, Epsilon = epsilon ?? DefaultEpsilon },
            new Dictionary<string, Tensor> { ["weight"] = weight, ["bias"] = bias });
    }

    private static RecognizedLayer? Refuse(string why, ref string? reason)
    {
        reason = why + ".";
        return null;
    }
}

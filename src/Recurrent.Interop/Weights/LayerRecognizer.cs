using Recurrent.Tensors;

namespace Recurrent.Interop.Weights;

/// <summary>Finds layers by the names and shapes that <c>state_dict()</c> gives them.</summary>
internal static class LayerRecognizer
{
    public static Recognition Find(IReadOnlyDictionary<string, Tensor> tensors, RecognitionOptions options)
    {
        var layers = new List<RecognizedLayer>();
        var left = new List<UnrecognizedTensor>();
        foreach (LayerPlace place in PlacesOf(tensors))
        {
            string? reason = null;
            if (Recognize(place, options, ref reason) is { } layer)
            {
                layers.Add(layer);
            }
            else
            {
                left.AddRange(place.Tensors.Keys.Select(own => new UnrecognizedTensor(WeightNames.Join(place.Name, own), reason!)));
            }
        }

        return new Recognition(layers, left);
    }

    private static LayerPlace[] PlacesOf(IReadOnlyDictionary<string, Tensor> tensors)
    {
        var places = new OrderedDictionary<string, LayerPlace>();
        foreach ((string name, Tensor tensor) in tensors)
        {
            (string place, string own) = WeightNames.Split(name);
            if (!places.TryGetValue(place, out LayerPlace? found))
            {
                found = new LayerPlace(place);
                places.Add(place, found);
            }

            found.Tensors.Add(own, tensor);
        }

        return [.. places.Values];
    }

    private static RecognizedLayer? Recognize(LayerPlace place, RecognitionOptions options, ref string? reason) =>
        place.Tensors.Keys.Any(own => own.StartsWith("weight_ih", StringComparison.Ordinal))
            ? RecurrentRecognizer.Recognize(place, options, ref reason)
            : Plain(place, options, ref reason);

    private static RecognizedLayer? Plain(LayerPlace place, RecognitionOptions options, ref string? reason)
    {
        reason = "no layer known here has these names; known are those of RNN, GRU, LSTM, Linear, Embedding and LayerNorm.";
        if (place.Tensors.GetValueOrDefault("weight") is not { } weight || place.Tensors.Keys.Any(own => own is not ("weight" or "bias")))
        {
            return null;
        }

        Tensor? bias = place.Tensors.GetValueOrDefault("bias");
        if (weight.Shape.Length == 0 || (bias is not null && bias.Shape != new Shape(weight.Shape[0])))
        {
            reason = $"weight {weight.Shape} and bias {bias?.Shape.ToString() ?? "none"} are not those of a Linear or LayerNorm.";
            return null;
        }

        return weight.Shape.Rank switch
        {
            2 => Matrix(place, weight, bias, options),
            1 when bias is not null => new RecognizedLayer(
                place.Name, new LayerDescription { Kind = LayerKind.LayerNorm, InputSize = weight.Shape[0], Size = weight.Shape[0] }, place.Tensors)
            {
                Notes = ["the file does not say that it is a LayerNorm with epsilon 1e-5; other normalisations have the same names and shapes."],
            },
            _ => null,
        };
    }

    private static RecognizedLayer Matrix(LayerPlace place, Tensor weight, Tensor? bias, RecognitionOptions options)
    {
        bool isNamedTable = place.Name.Contains("emb", StringComparison.OrdinalIgnoreCase);
        if (bias is null && (isNamedTable || options.Embeddings.Contains(place.Name)))
        {
            return new RecognizedLayer(place.Name, new LayerDescription { Kind = LayerKind.Embedding, InputSize = weight.Shape[0], Size = weight.Shape[1] }, place.Tensors);
        }

        return new RecognizedLayer(
            place.Name, new LayerDescription { Kind = LayerKind.Linear, InputSize = weight.Shape[1], Size = weight.Shape[0], HasBias = bias is not null }, place.Tensors)
        {
            Notes = bias is null ? ["a matrix alone is taken for a Linear without a bias; say so if it is an embedding."] : [],
        };
    }
}

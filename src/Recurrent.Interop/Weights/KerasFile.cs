using System.Text.Json;
using Recurrent.Interop.Weights.Archives;
using Recurrent.Interop.Weights.Hdf5;
using Recurrent.Interop.Weights.Keras;
using Recurrent.Tensors.Storage;

namespace Recurrent.Interop.Weights;

/// <summary>Reads what Keras saves: <c>.keras</c> of version 3, and HDF5 files (<c>.h5</c>, <c>.hdf5</c>, <c>.weights.h5</c>) of versions 2 and 3.</summary>
/// <remarks>
/// Taken over are SimpleRNN, LSTM, GRU (either form of its reset), Bidirectional, Embedding, Dense, TimeDistributed(Dense) and LayerNormalization.
/// Matrices are transposed and gates brought into PyTorch's order, i f g o of an LSTM as Keras has them, r z n of a GRU where Keras has z r h. No code
/// of a file is run, and no file makes the reader take more memory than four times its length and a small constant.
/// </remarks>
public static class KerasFile
{
    private const string ConfigName = "config.json", WeightsName = "model.weights.h5";

    // What JsonDocument keeps of every byte, at most: its rows are 12 bytes and a value is at least two.
    private const int JsonCost = 6;
    private const int DeepestJson = 64;

    /// <summary>Reads a file.</summary>
    /// <param name="path">The file; its content decides what it is.</param>
    /// <returns>The layers found. Of a file of weights alone the kinds follow from shapes and names, activations are taken as Keras' defaults.</returns>
    /// <exception cref="StorageFormatException">The file is damaged, or no file of Keras.</exception>
    /// <exception cref="IOException">The file cannot be opened.</exception>
    public static KerasModel Read(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        using FileStream stream = File.OpenRead(path);
        return Read(stream, path);
    }

    /// <summary>Reads from a stream, such as an embedded resource.</summary>
    /// <param name="stream">A seekable stream at its start; its content decides what it is.</param>
    /// <param name="name">What to call it in error messages.</param>
    /// <returns>As <see cref="Read(string)"/>.</returns>
    /// <exception cref="StorageFormatException">The content is damaged, or no file of Keras.</exception>
    public static KerasModel Read(Stream stream, string name)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentNullException.ThrowIfNull(name);
        var budget = new ReadBudget(name, stream.Length);
        try
        {
            return Read(stream, budget);
        }
        catch (InvalidOperationException failure)
        {
            // Text of a description is decoded when it is asked for.
            throw budget.Wrong(ConfigName, $"has text that is none ({failure.Message}); the file is damaged.", failure);
        }
    }

    private static KerasModel Read(Stream stream, ReadBudget budget)
    {
        if (!ZipIndex.IsZip(stream))
        {
            return ReadWeights(new H5Bytes(Whole(stream, budget), budget), config: null);
        }

        ZipIndex zip = ZipIndex.Read(stream, budget);
        if (!zip.TryFind(ConfigName, out ZipEntry config) || !zip.TryFind(WeightsName, out ZipEntry weights))
        {
            throw budget.Wrong(ConfigName, $"or {WeightsName} is missing; this is a zip archive, but no .keras file.");
        }

        using JsonDocument json = Parse(zip.ReadAll(ConfigName, config), budget, ConfigName);
        return ReadWeights(new H5Bytes(zip.ReadAll(WeightsName, weights), budget), json.RootElement);
    }

    private static KerasModel ReadWeights(H5Bytes file, JsonElement? config)
    {
        H5Object root = H5File.Root(file);
        using JsonDocument? own = config is null ? ConfigOf(file, root) : null;
        IKerasLayout layout = KerasLayout.Of(file, root);
        List<KerasLayer> layers = (config ?? own?.RootElement) is { } known ? KerasConfig.LayersOf(file, known, layout) : layout.Guess();
        var converter = new KerasRecognizer(file, hasConfig: (config ?? own?.RootElement) is not null);
        foreach (KerasLayer layer in layers)
        {
            converter.Add(layer);
        }

        return new KerasModel(
            file.Budget.File,
            [.. layers.SelectMany(layer => layer.Tensors).Select(tensor => new StoredTensor(tensor.Name, tensor.Shape, tensor.Format.ToString()))],
            new Recognition(converter.Layers, converter.Left));
    }

    private static JsonDocument? ConfigOf(H5Bytes file, H5Object root)
    {
        const string name = "model_config";
        return root.Attribute(name) is { } attribute && attribute.Texts(file, name) is [var text, ..] ? Parse(text, file.Budget, name) : null;
    }

    private static JsonDocument Parse(ReadOnlyMemory<byte> text, ReadBudget budget, string name)
    {
        budget.Take((long)JsonCost * text.Length, name);
        try
        {
            return JsonDocument.Parse(text, new JsonDocumentOptions { MaxDepth = DeepestJson });
        }
        catch (JsonException failure)
        {
            throw budget.Wrong(name, $"is no valid JSON ({failure.Message}); the file is damaged.", failure);
        }
    }

    private static byte[] Whole(Stream stream, ReadBudget budget)
    {
        if (stream.Length > Array.MaxLength)
        {
            throw budget.Wrong("file", $"has {stream.Length} bytes; files of Keras are read up to {Array.MaxLength}.");
        }

        budget.Take(stream.Length, "file");
        var bytes = new byte[stream.Length];
        stream.Position = 0;
        stream.ReadExactly(bytes);
        return bytes;
    }
}

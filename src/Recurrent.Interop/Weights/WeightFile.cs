using Recurrent.Interop.Weights.PyTorch;
using Recurrent.Layers;
using Recurrent.Tensors;
using Recurrent.Tensors.Storage;

namespace Recurrent.Interop.Weights;

/// <summary>Reads and writes files of weights with PyTorch's names: safetensors and checkpoints of <c>torch.save</c>.</summary>
public static class WeightFile
{
    /// <summary>Reads a file by its ending.</summary>
    /// <param name="path">A <c>.safetensors</c> file, or <c>.pt</c>, <c>.pth</c>, <c>.bin</c> or <c>.ckpt</c> as <c>torch.save</c> writes it.</param>
    /// <returns>Its tensors and what stands beside them. Keras files have another layout: <c>KerasFile</c> reads them.</returns>
    /// <remarks>
    /// Checkpoints are zip archives of pickled names and the tensors' bytes. The names are compared with a short list (tensors, storages, number
    /// types, OrderedDict and its like); any other is refused, and nothing is ever imported or called. No file makes the reader take more
    /// memory than four times its length and a small constant. Names in containers are joined by dots.
    /// </remarks>
    /// <exception cref="StorageFormatException">The file is damaged, of another format, or holds what is not plain tensors.</exception>
    /// <exception cref="IOException">The file cannot be opened.</exception>
    public static WeightSet Read(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        using FileStream stream = File.OpenRead(path);
        return Read(stream, path);
    }

    /// <summary>Reads from a stream, such as an embedded resource, by the ending of the name it goes by.</summary>
    /// <param name="stream">A seekable stream at its start.</param>
    /// <param name="name">What to call it in error messages; its ending says what it is.</param>
    /// <returns>As <see cref="Read(string)"/>.</returns>
    /// <exception cref="StorageFormatException">The content is damaged, of another format, or holds what is not plain tensors.</exception>
    public static WeightSet Read(Stream stream, string name)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentNullException.ThrowIfNull(name);
        return Path.GetExtension(name).ToUpperInvariant() switch
        {
            ".SAFETENSORS" => ReadSafeTensors(stream, name),
            ".PT" or ".PTH" or ".BIN" or ".CKPT" => PyTorchFile.Read(stream, name),
            _ => throw new StorageFormatException(name, "name", "ends in none of .safetensors, .pt, .pth, .bin and .ckpt; rename the file to what it is."),
        };
    }

    /// <summary>Writes a layer or model for PyTorch, with the names, layouts and orders of gates of <c>torch.nn</c>; a crash leaves the old file or the new one.</summary>
    /// <param name="path">
    /// The file to make or replace: <c>.safetensors</c>, or <c>.pt</c> or <c>.pth</c> for <c>torch.load(path, weights_only=True)</c>. Either gives
    /// the argument of <c>load_state_dict</c>.
    /// </param>
    /// <param name="model">The model; a parameter that stands in two places is written under both names.</param>
    /// <exception cref="NotSupportedException">A recurrent layer has what PyTorch's have not, such as peepholes.</exception>
    /// <exception cref="ArgumentException">The ending is none of these.</exception>
    public static void Write(string path, Module model)
    {
        ArgumentNullException.ThrowIfNull(path);
        ArgumentNullException.ThrowIfNull(model);
        PyTorchLayers.Check(model);
        var tensors = new OrderedDictionary<string, Tensor>();
        foreach ((string name, Parameter parameter) in model.Parameters())
        {
            tensors.Add(name, parameter);
        }

        switch (Path.GetExtension(path).ToUpperInvariant())
        {
            case ".SAFETENSORS": SafeTensorsFile.Write(path, tensors, new Dictionary<string, string> { ["format"] = "pt" }); break;
            case ".PT" or ".PTH": AtomicFile.Write(path, stream => PyTorchWriter.Write(stream, tensors)); break;
            default: throw new ArgumentException($"'{path}' ends in none of .safetensors, .pt and .pth, which say what to write.", nameof(path));
        }
    }

    private static WeightSet ReadSafeTensors(Stream stream, string name)
    {
        SafeTensors content = SafeTensorsFile.Read(stream, name);
        return new WeightSet(name, content.Tensors, content.Metadata) { Formats = content.Formats.ToDictionary(pair => pair.Key, pair => pair.Value.ToString()) };
    }
}

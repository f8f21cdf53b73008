using Recurrent.Tensors.Storage;

namespace Recurrent.Interop.Weights;

/// <summary>Reads files of weights with PyTorch's names: safetensors and checkpoints of <c>torch.save</c>.</summary>
public static class WeightFile
{
    /// <summary>Reads a file by its ending.</summary>
    /// <param name="path">A <c>.safetensors</c> file, or <c>.pt</c>, <c>.pth</c>, <c>.bin</c> or <c>.ckpt</c> as <c>torch.save</c> writes it.</param>
    /// <returns>Its tensors and what stands beside them. Keras files have another layout: <c>KerasFile</c> reads them.</returns>
    /// <exception cref="StorageFormatException">The file is damaged, of another format, or holds what is not plain tensors.</exception>
    /// <exception cref="IOException">The file cannot be opened.</exception>
    public static WeightSet Read(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        return Path.GetExtension(path).ToUpperInvariant() switch
        {
            ".SAFETENSORS" => ReadSafeTensors(path),
            _ => throw new StorageFormatException(path, "name", "ends in none of .safetensors, .pt, .pth, .bin and .ckpt; rename the file to what it is."),
        };
    }

    private static WeightSet ReadSafeTensors(string path)
    {
        SafeTensors content = SafeTensorsFile.Read(path);
        return new WeightSet(path, content.Tensors, content.Metadata) { Formats = content.Formats.ToDictionary(pair => pair.Key, pair => pair.Value.ToString()) };
    }
}

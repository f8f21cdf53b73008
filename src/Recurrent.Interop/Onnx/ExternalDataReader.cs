using System.Globalization;
using Recurrent.Interop.Onnx.Messages;
using Recurrent.Tensors.Storage;

namespace Recurrent.Interop.Onnx;

/// <summary>Loads constants that stand in files beside a model.</summary>
/// <param name="path">The model's file.</param>
internal sealed class ExternalDataReader(string path)
{
    private readonly string _folder = Path.GetDirectoryName(Path.GetFullPath(path))!;

    /// <summary>What was read, by its place: a model may name one place a thousand times, which must not take memory a thousand times.</summary>
    private readonly Dictionary<string, byte[]> _files = new(StringComparer.Ordinal);

    /// <summary>Puts a tensor's bytes in their place; nothing for a tensor that has them.</summary>
    /// <param name="tensor">The tensor.</param>
    /// <exception cref="StorageFormatException">The place is missing, outside of the model's folder, or the file is too short.</exception>
    public void Load(TensorProto tensor)
    {
        if (!tensor.IsExternal)
        {
            return;
        }

        string location = tensor.ExternalData.Find(entry => entry.Key == "location")?.Value ?? throw Wrong(tensor, "names no file");
        string file = Path.GetFullPath(Path.Combine(_folder, location));
        // A model from elsewhere must not make us read files it has no business with.
        if (Path.IsPathRooted(location) || !file.StartsWith(_folder.TrimEnd(Path.DirectorySeparatorChar) + Path.DirectorySeparatorChar, StringComparison.Ordinal))
        {
            throw Wrong(tensor, $"is in '{location}', outside of the model's folder");
        }

        if (!File.Exists(file))
        {
            throw Wrong(tensor, $"is in '{location}', which is not beside the model; copy that file there");
        }

        tensor.RawData = Read(tensor, file, location);
        tensor.IsExternal = false;
        tensor.ExternalData.Clear();
    }

    private ReadOnlyMemory<byte> Read(TensorProto tensor, string file, string location)
    {
        long size = new FileInfo(file).Length;
        long offset = Number(tensor, "offset") ?? 0;
        long length = Number(tensor, "length") ?? Math.Max(0, size - offset);
        if (offset > size || length > size - offset || length > Array.MaxLength)
        {
            throw Wrong(tensor, $"wants {length} bytes from byte {offset} of '{location}', which has {size}");
        }

        // A file of less than 2 GiB is read once and whole; of a larger one every place by itself.
        bool isWhole = size <= Array.MaxLength;
        string place = isWhole ? file : string.Create(CultureInfo.InvariantCulture, $"{file}\0{offset}\0{length}");
        if (!_files.TryGetValue(place, out byte[]? bytes))
        {
            bytes = isWhole ? File.ReadAllBytes(file) : Part(file, offset, (int)length);
            _files.Add(place, bytes);
        }

        return isWhole ? bytes.AsMemory((int)offset, (int)length) : bytes;
    }

    private static byte[] Part(string file, long offset, int length)
    {
        using FileStream stream = File.OpenRead(file);
        var bytes = new byte[length];
        stream.Position = offset;
        stream.ReadExactly(bytes);
        return bytes;
    }

    private long? Number(TensorProto tensor, string key)
    {
        string? text = tensor.ExternalData.Find(entry => entry.Key == key)?.Value;
        return text is null ? null
            : long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out long number) ? number
            : throw Wrong(tensor, $"has '{text}' as {key} of its external data, expected a whole number of bytes");
    }

    private StorageFormatException Wrong(TensorProto tensor, string problem) => new(path, $"tensor '{tensor.Name}'", $"{problem}.");
}

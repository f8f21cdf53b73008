using System.Buffers.Binary;
using System.Text.Json;

namespace Recurrent.Tensors.Storage;

/// <summary>Reads and writes safetensors files: named tensors that load without running code, as PyTorch's tools write them.</summary>
/// <remarks>
/// Layout: the header's length as a little-endian 64-bit number, the header as JSON (name → dtype, shape, data_offsets; optional
/// <c>__metadata__</c> of strings), then the tensors' little-endian bytes without gaps. Format: Hugging Face, safetensors 0.x "Format".
/// Everything announced is checked against the file's length before memory is taken for it.
/// </remarks>
public static class SafeTensorsFile
{
    private const int LengthBytes = 8;
    private const int ChunkBytes = 1 << 14;

    /// <summary>The largest header read, 100 MB as in the reference implementation.</summary>
    private const long MaximumHeader = 100_000_000;

    /// <summary>Reads a whole file.</summary>
    /// <param name="path">The file. F32 is taken as it is; F64 is rounded; F16, BF16, BOOL and whole numbers that float32 holds exactly are converted.</param>
    /// <returns>Tensors that belong to no step, and the metadata.</returns>
    /// <exception cref="StorageFormatException">The file is cut off, damaged, inconsistent, or has a number format float32 cannot take over.</exception>
    /// <exception cref="IOException">The file cannot be opened.</exception>
    public static SafeTensors Read(string path)
    {
        using FileStream stream = File.OpenRead(path);
        return Read(stream, path);
    }

    /// <summary>Reads from a stream that knows its length, from its current position to its end.</summary>
    /// <param name="stream">A seekable stream.</param>
    /// <param name="name">What to call it in error messages.</param>
    /// <returns>Tensors that belong to no step, and the metadata.</returns>
    /// <exception cref="StorageFormatException">The content is cut off, damaged or inconsistent.</exception>
    public static SafeTensors Read(Stream stream, string name)
    {
        ArgumentNullException.ThrowIfNull(stream);
        long available = stream.Length - stream.Position;
        SafeTensorsHeader header = ReadHeader(stream, name, available);
        var tensors = new OrderedDictionary<string, Tensor>(header.Entries.Count);
        var chunk = new byte[ChunkBytes];
        foreach (SafeTensorsEntry entry in header.Entries)
        {
            tensors.Add(entry.Name, ReadTensor(stream, name, entry, chunk));
        }

        return new SafeTensors(tensors, header.Metadata) { Formats = header.Entries.ToDictionary(entry => entry.Name, entry => entry.Format) };
    }

    /// <summary>Writes a file; a crash leaves the old file or the new one.</summary>
    /// <param name="path">The file to make or replace.</param>
    /// <param name="tensors">Tensors by name, written as F32 in ascending order of their names (so equal content gives equal bytes).</param>
    /// <param name="metadata">Free text by key; null for none.</param>
    public static void Write(string path, IReadOnlyDictionary<string, Tensor> tensors, IReadOnlyDictionary<string, string>? metadata = null) =>
        AtomicFile.Write(path, stream => Write(stream, tensors, metadata));

    /// <summary>Writes to a stream.</summary>
    /// <param name="stream">Where to write.</param>
    /// <param name="tensors">Tensors by name.</param>
    /// <param name="metadata">Free text by key; null for none.</param>
    public static void Write(Stream stream, IReadOnlyDictionary<string, Tensor> tensors, IReadOnlyDictionary<string, string>? metadata = null)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentNullException.ThrowIfNull(tensors);
        (string Name, Tensor Tensor)[] ordered = [.. tensors.Select(pair => (pair.Key, pair.Value)).OrderBy(pair => pair.Key, StringComparer.Ordinal)];
        byte[] header = MakeHeader(ordered, metadata);
        Span<byte> length = stackalloc byte[LengthBytes];
        BinaryPrimitives.WriteInt64LittleEndian(length, header.Length);
        stream.Write(length);
        stream.Write(header);
        var chunk = new byte[ChunkBytes];
        foreach ((_, Tensor tensor) in ordered)
        {
            WriteValues(stream, tensor.Values, chunk);
        }
    }

    private static SafeTensorsHeader ReadHeader(Stream stream, string name, long available)
    {
        if (available < LengthBytes)
            throw new StorageFormatException(name, "header length", $"needs {LengthBytes} bytes, the file has {available}; it is cut off or no safetensors file.");
        Span<byte> length = stackalloc byte[LengthBytes];
        stream.ReadExactly(length);
        ulong announced = BinaryPrimitives.ReadUInt64LittleEndian(length);
        if (announced > (ulong)(available - LengthBytes) || announced > MaximumHeader)
        {
            throw new StorageFormatException(
                name, "header length", $"announces {announced} bytes, the file has {available - LengthBytes} (and at most {MaximumHeader} are read); it is cut off or no safetensors file.");
        }

        var json = new byte[announced];
        stream.ReadExactly(json);
        return SafeTensorsHeader.Parse(name, json, available - LengthBytes - (long)announced);
    }

    private static Tensor ReadTensor(Stream stream, string name, SafeTensorsEntry entry, byte[] chunk)
    {
        Tensor tensor = Tensor.Zeros(entry.Shape);
        Span<float> values = tensor.Writable;
        int size = ElementFormats.SizeOf(entry.Format);
        for (int done = 0; done < values.Length;)
        {
            int count = Math.Min(values.Length - done, ChunkBytes / size);
            Span<byte> bytes = chunk.AsSpan(0, count * size);
            stream.ReadExactly(bytes);
            int wrong = ElementFormats.Decode(entry.Format, bytes, values.Slice(done, count));
            if (wrong >= 0)
                throw new StorageFormatException(name, entry.Name, $"element {done + wrong} of {entry.Format} does not fit float32; store it as F32.");
            done += count;
        }

        return tensor;
    }

    private static void WriteValues(Stream stream, ReadOnlySpan<float> values, byte[] chunk)
    {
        while (!values.IsEmpty)
        {
            int count = Math.Min(values.Length, ChunkBytes / sizeof(float));
            for (int index = 0; index < count; index++)
            {
                BinaryPrimitives.WriteSingleLittleEndian(chunk.AsSpan(index * sizeof(float)), values[index]);
            }

            stream.Write(chunk, 0, count * sizeof(float));
            values = values[count..];
        }
    }

    private static byte[] MakeHeader((string Name, Tensor Tensor)[] tensors, IReadOnlyDictionary<string, string>? metadata)
    {
        using var memory = new MemoryStream();
        using (var json = new Utf8JsonWriter(memory))
        {
            json.WriteStartObject();
            if (metadata is { Count: > 0 })
            {
                json.WriteStartObject("__metadata__");
                foreach ((string key, string text) in metadata.OrderBy(pair => pair.Key, StringComparer.Ordinal))
                {
                    json.WriteString(key, text);
                }

                json.WriteEndObject();
            }

            long position = 0;
            foreach ((string name, Tensor tensor) in tensors)
            {
                position = WriteEntry(json, name, tensor.Shape, position);
            }

            json.WriteEndObject();
        }

        // Readers may map the data in place: spaces after the JSON put it on an 8-byte boundary.
        while (memory.Length % LengthBytes != 0)
        {
            memory.WriteByte((byte)' ');
        }

        return memory.ToArray();
    }

    private static long WriteEntry(Utf8JsonWriter json, string name, Shape shape, long begin)
    {
        if (name == "__metadata__")
            throw new ArgumentException("'__metadata__' is the format's own key; give the tensor another name.", nameof(name));
        long end = begin + ((long)shape.Length * sizeof(float));
        json.WriteStartObject(name);
        json.WriteString("dtype", nameof(ElementFormat.F32));
        json.WriteStartArray("shape");
        foreach (int axis in shape.ToArray())
        {
            json.WriteNumberValue(axis);
        }

        json.WriteEndArray();
        json.WriteStartArray("data_offsets");
        json.WriteNumberValue(begin);
        json.WriteNumberValue(end);
        json.WriteEndArray();
        json.WriteEndObject();
        return end;
    }
}

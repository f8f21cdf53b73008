using System.Buffers.Binary;
using System.Globalization;
using System.IO.Compression;
using Recurrent.Interop.Weights.Pickles;
using Recurrent.Tensors;

namespace Recurrent.Interop.Weights.PyTorch;

/// <summary>Writes what <c>torch.save</c> writes of an OrderedDict of float32 tensors, so that <c>torch.load(weights_only=True)</c> reads it.</summary>
internal static class PyTorchWriter
{
    private const string Folder = "archive/";
    private const int ChunkBytes = 1 << 14;

    // A fixed day, so that equal weights give equal bytes; the first one a zip archive can have.
    private static readonly DateTimeOffset Day = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public static void Write(Stream stream, IReadOnlyDictionary<string, Tensor> tensors)
    {
        using var archive = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true);
        WriteFile(archive, "data.pkl", Pickle(tensors));
        WriteFile(archive, "byteorder", "little"u8);
        int key = 0;
        foreach (Tensor tensor in tensors.Values)
        {
            using Stream target = Open(archive, $"data/{(key++).ToString(CultureInfo.InvariantCulture)}");
            WriteValues(target, tensor.Values);
        }

        WriteFile(archive, "version", "3\n"u8);
    }

    private static byte[] Pickle(IReadOnlyDictionary<string, Tensor> tensors)
    {
        var pickle = new PickleWriter();
        pickle.WriteGlobal("collections", "OrderedDict");
        pickle.Write(PickleOpcode.EmptyTuple);
        pickle.Write(PickleOpcode.Reduce);
        pickle.Write(PickleOpcode.Mark);
        int key = 0;
        foreach ((string name, Tensor tensor) in tensors)
        {
            pickle.WriteText(name);
            WriteTensor(pickle, key++, tensor.Shape);
        }

        pickle.Write(PickleOpcode.SetItems);
        return pickle.Finish();
    }

    private static void WriteTensor(PickleWriter pickle, int key, Shape shape)
    {
        pickle.WriteGlobal("torch._utils", "_rebuild_tensor_v2");
        pickle.Write(PickleOpcode.Mark);

        pickle.Write(PickleOpcode.Mark);
        pickle.WriteText("storage");
        pickle.WriteGlobal("torch", "FloatStorage");
        pickle.WriteText(key.ToString(CultureInfo.InvariantCulture));
        pickle.WriteText("cpu");
        pickle.WriteWhole(shape.Length);
        pickle.Write(PickleOpcode.Tuple);
        pickle.Write(PickleOpcode.BinPersistentId);

        pickle.WriteWhole(0);
        pickle.WriteTuple(shape.ToArray());
        pickle.WriteTuple([.. Enumerable.Range(1, shape.Rank).Select(axis => shape.LengthOf(axis, shape.Rank))]);
        pickle.Write(PickleOpcode.NewFalse);
        pickle.WriteGlobal("collections", "OrderedDict");
        pickle.Write(PickleOpcode.EmptyTuple);
        pickle.Write(PickleOpcode.Reduce);
        pickle.Write(PickleOpcode.Tuple);
        pickle.Write(PickleOpcode.Reduce);
    }

    private static void WriteValues(Stream target, ReadOnlySpan<float> values)
    {
        var chunk = new byte[ChunkBytes];
        while (!values.IsEmpty)
        {
            int count = Math.Min(values.Length, ChunkBytes / sizeof(float));
            for (int index = 0; index < count; index++)
            {
                BinaryPrimitives.WriteSingleLittleEndian(chunk.AsSpan(index * sizeof(float)), values[index]);
            }

            target.Write(chunk, 0, count * sizeof(float));
            values = values[count..];
        }
    }

    private static void WriteFile(ZipArchive archive, string name, ReadOnlySpan<byte> content)
    {
        using Stream target = Open(archive, name);
        target.Write(content);
    }

    private static Stream Open(ZipArchive archive, string name)
    {
        ZipArchiveEntry entry = archive.CreateEntry(Folder + name, CompressionLevel.NoCompression);
        entry.LastWriteTime = Day;
        return entry.Open();
    }
}

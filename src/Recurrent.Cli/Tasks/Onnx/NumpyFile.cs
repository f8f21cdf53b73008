using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Recurrent.Interop.Onnx.Import;
using Recurrent.Interop.Onnx.Import.Values;
using Recurrent.Tensors.Storage;

namespace Recurrent.Cli.Tasks.Onnx;

/// <summary>An array of NumPy: magic bytes, a header in the syntax of Python, the elements (NEP 1).</summary>
internal static partial class NumpyFile
{
    private const int Prefix = 8;

    /// <summary>Reads a file.</summary>
    /// <exception cref="StorageFormatException">It is damaged, in Fortran's order, or of a type that is not read.</exception>
    public static OnnxData Read(string path)
    {
        var bytes = File.ReadAllBytes(path);
        if (bytes.Length < Prefix + sizeof(uint) || !bytes.AsSpan(1, 5).SequenceEqual("NUMPY"u8) || bytes[0] != 0x93)
            throw new StorageFormatException(path, "file", "is no .npy file.");
        var start = Prefix + (bytes[6] == 1 ? sizeof(ushort) : sizeof(uint));
        var length = bytes[6] == 1 ? BinaryPrimitives.ReadUInt16LittleEndian(bytes.AsSpan(Prefix)) : BinaryPrimitives.ReadUInt32LittleEndian(bytes.AsSpan(Prefix));
        if (length > bytes.Length - start) throw new StorageFormatException(path, "header", "is cut off.");
        var header = Encoding.Latin1.GetString(bytes, start, (int)length);
        var found = Header().Match(header);
        if (!found.Success) throw new StorageFormatException(path, "header", $"is '{header.Trim()}', expected an array of numbers in C order.");
        var type = TypeOf(path, found.Groups["type"].Value);
        int[] shape = [.. found.Groups["shape"].Value.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(size => int.Parse(size, CultureInfo.InvariantCulture))];
        var data = bytes.AsMemory(start + (int)length);
        var expected = shape.Aggregate((long)ElementTypes.SizeOf(type), static (product, size) => checked(product * size));
        return data.Length == expected
            ? new OnnxData(type, shape, data)
            : throw new StorageFormatException(path, "data", $"has {data.Length} bytes, expected {expected}.");
    }

    private static OnnxDataType TypeOf(string path, string name) => name switch
    {
        "<f4" => OnnxDataType.Float32,
        "<f8" => OnnxDataType.Float64,
        "<f2" => OnnxDataType.Float16,
        "<i8" => OnnxDataType.Int64,
        "<i4" => OnnxDataType.Int32,
        "<i2" => OnnxDataType.Int16,
        "|i1" => OnnxDataType.Int8,
        "|u1" => OnnxDataType.UInt8,
        "|b1" => OnnxDataType.Boolean,
        _ => throw new StorageFormatException(path, "header", $"has elements of the type '{name}', which is not read."),
    };

    [GeneratedRegex(@"'descr':\s*'(?<type>[<|]\w\d)'.*'fortran_order':\s*False.*'shape':\s*\((?<shape>(\s*\d{1,9}\s*,?)*)\)")]
    private static partial Regex Header();
}

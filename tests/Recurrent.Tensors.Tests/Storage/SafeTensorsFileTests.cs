using System.Buffers.Binary;
using System.Text;
using Recurrent.Tensors.Storage;
using Recurrent.Testing;

namespace Recurrent.Tensors.Tests.Storage;

public sealed class SafeTensorsFileTests
{
    [Fact]
    public void Tensors_and_metadata_come_back_as_written()
    {
        using var folder = new TestFolder();
        var tensors = new Dictionary<string, Tensor>
        {
            ["weight"] = Tensor.FromValues([1.5f, -2f, float.Epsilon, float.MaxValue, float.NaN, -0f], new Shape(2, 3)),
            ["a scalar"] = Tensor.FromValues([7f], new Shape([])),
            ["empty"] = Tensor.Zeros(new Shape(5, 0, 2)),
        };
        SafeTensorsFile.Write(folder["w.safetensors"], tensors, new Dictionary<string, string> { ["format"] = "pt", ["ключ"] = "значение \"x\"" });

        SafeTensors read = SafeTensorsFile.Read(folder["w.safetensors"]);

        Assert.Equal(["a scalar", "empty", "weight"], read.Tensors.Keys.Order(StringComparer.Ordinal));
        Assert.Equal(new Shape(5, 0, 2), read["empty"].Shape);
        Assert.Equal(1, read["a scalar"].Shape.Length);
        Assert.Equal(tensors["weight"].Values.ToArray().Select(BitConverter.SingleToInt32Bits), read["weight"].Values.ToArray().Select(BitConverter.SingleToInt32Bits));
        Assert.Equal("значение \"x\"", read.Metadata["ключ"]);
        Assert.Equal([folder["w.safetensors"]], Directory.GetFiles(folder.Path));
    }

    [Fact]
    public void Data_starts_on_an_eight_byte_boundary_whatever_the_names()
    {
        for (int length = 1; length < 20; length++)
        {
            using var memory = new MemoryStream();
            SafeTensorsFile.Write(memory, new Dictionary<string, Tensor> { [new string('n', length)] = Tensor.Zeros(new Shape(1)) });
            Assert.Equal(0, BinaryPrimitives.ReadInt64LittleEndian(memory.ToArray()) % 8);
        }
    }

    [Fact]
    public void Files_of_the_reference_library_read_as_the_independent_reader_reads_them()
    {
        string name = Golden.Names("recurrent").First();
        var golden = Golden.Load(name);
        SafeTensors read = SafeTensorsFile.Read(Path.Combine(Golden.Folder, name + ".safetensors"));
        foreach (string array in golden.ArrayNames.Where(array => golden.ElementType(array) == "F32"))
        {
            Assert.Equal(golden.Floats(array), read[array].Values.ToArray());
            Assert.Equal(golden.Shape(array), read[array].Shape.ToArray());
        }
    }

    [Theory]
    [InlineData("F64", new byte[] { 0, 0, 0, 0, 0, 0, 0xF8, 0x3F }, 1.5f)]
    [InlineData("F16", new byte[] { 0x00, 0xC1 }, -2.5f)]
    [InlineData("BF16", new byte[] { 0x40, 0xC0 }, -3f)]
    [InlineData("I64", new byte[] { 0xFE, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF }, -2f)]
    [InlineData("I32", new byte[] { 0, 0, 0, 1 }, 16777216f)]
    [InlineData("I16", new byte[] { 0xFF, 0xFF }, -1f)]
    [InlineData("U16", new byte[] { 0xFF, 0xFF }, 65535f)]
    [InlineData("I8", new byte[] { 0x80 }, -128f)]
    [InlineData("U8", new byte[] { 0x80 }, 128f)]
    [InlineData("BOOL", new byte[] { 1 }, 1f)]
    public void Other_number_formats_are_taken_over(string format, byte[] bytes, float expected)
    {
        SafeTensors read = Parse($$"""{"x":{"dtype":"{{format}}","shape":[1],"data_offsets":[0,{{bytes.Length}}] } }""", bytes);
        Assert.Equal(expected, read["x"].ToScalar());
    }

    [Theory]
    [InlineData("I32", new byte[] { 1, 0, 0, 1 })]
    [InlineData("I64", new byte[] { 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0x7F })]
    [InlineData("F64", new byte[] { 0, 0, 0, 0, 0, 0, 0xF8, 0x7E })]
    [InlineData("BOOL", new byte[] { 2 })]
    [InlineData("F8_E4M3", new byte[] { 2 })]
    [InlineData("U64", new byte[] { 1, 0, 0, 0, 0, 0, 0, 0 })]
    [InlineData("7", new byte[] { 1 })]
    [InlineData("I8, U8", new byte[] { 1 })]
    public void A_number_that_float32_cannot_hold_is_refused_by_name(string format, byte[] bytes)
    {
        StorageFormatException refusal = Refuse($$"""{"gate":{"dtype":"{{format}}","shape":[1],"data_offsets":[0,{{bytes.Length}}] } }""", bytes);
        Assert.StartsWith("gate", refusal.Field, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("overlap", """{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]},"b":{"dtype":"F32","shape":[1],"data_offsets":[4,8]}}""", "b.data_offsets")]
    [InlineData("gap", """{"a":{"dtype":"F32","shape":[1],"data_offsets":[4,8]}}""", "a.data_offsets")]
    [InlineData("uncovered end", """{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}""", "header")]
    [InlineData("misaligned", """{"a":{"dtype":"U8","shape":[1],"data_offsets":[0,1]},"b":{"dtype":"F32","shape":[1],"data_offsets":[1,5]}}""", "b.data_offsets")]
    [InlineData("beyond the end", """{"a":{"dtype":"F32","shape":[4],"data_offsets":[0,16]}}""", "a.shape|a.data_offsets")]
    [InlineData("negative", """{"a":{"dtype":"F32","shape":[1],"data_offsets":[-4,0]}}""", "a.data_offsets")]
    [InlineData("backwards", """{"a":{"dtype":"F32","shape":[1],"data_offsets":[4,0]}}""", "a.data_offsets")]
    [InlineData("overflowing shape", """{"a":{"dtype":"F32","shape":[65536,65536,65536,65536],"data_offsets":[0,8]}}""", "a.shape")]
    [InlineData("overflowing to the right size", """{"a":{"dtype":"F32","shape":[2147483647,2147483647,0],"data_offsets":[0,0]}}""", "a.shape")]
    [InlineData("wrong size", """{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,8]}}""", "a.data_offsets")]
    [InlineData("six axes", """{"a":{"dtype":"F32","shape":[1,1,1,1,1,2],"data_offsets":[0,8]}}""", "a.shape")]
    [InlineData("fractional axis", """{"a":{"dtype":"F32","shape":[2.5],"data_offsets":[0,8]}}""", "a.shape")]
    [InlineData("same name twice", """{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]},"a":{"dtype":"F32","shape":[1],"data_offsets":[4,8]}}""", "a")]
    [InlineData("same field twice", """{"a":{"dtype":"F32","dtype":"F32","shape":[2],"data_offsets":[0,8]}}""", "a.dtype")]
    [InlineData("unknown field", """{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8],"code":"x"}}""", "a.code")]
    [InlineData("missing field", """{"a":{"dtype":"F32","shape":[2]}}""", "a")]
    [InlineData("three offsets", """{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8,8]}}""", "a.data_offsets")]
    [InlineData("metadata of numbers", """{"__metadata__":{"x":1}}""", "__metadata__.x")]
    [InlineData("deep", """{"a":[[[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]]]}""", "a|header")]
    [InlineData("array", "[]", "header")]
    [InlineData("no JSON", "hello", "header")]
    [InlineData("two objects", "{}{}", "header")]
    public void A_wrong_header_is_refused_with_the_field(string what, string header, string fields)
    {
        StorageFormatException refusal = Refuse(header, new byte[8]);
        Assert.True(fields.Split('|').Contains(refusal.Field), $"{what}: {refusal.Message}");
        Assert.Equal("test", refusal.File);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(7)]
    public void A_file_shorter_than_its_length_field_is_refused(int length)
    {
        using var stream = new MemoryStream(new byte[length]);
        Assert.Throws<StorageFormatException>(() => SafeTensorsFile.Read(stream, "test"));
    }

    [Theory]
    [InlineData(ulong.MaxValue)]
    [InlineData(1UL << 62)]
    [InlineData(99_999_999UL)]
    public void An_announced_header_beyond_the_file_is_refused_before_memory_is_taken(ulong announced)
    {
        var bytes = new byte[64];
        BinaryPrimitives.WriteUInt64LittleEndian(bytes, announced);
        using var stream = new MemoryStream(bytes);
        long before = GC.GetAllocatedBytesForCurrentThread();
        Assert.Throws<StorageFormatException>(() => SafeTensorsFile.Read(stream, "test"));
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 100_000);
    }

    private static SafeTensors Parse(string header, byte[] data)
    {
        byte[] json = Encoding.UTF8.GetBytes(header), length = new byte[8];
        BinaryPrimitives.WriteInt64LittleEndian(length, json.Length);
        using var stream = new MemoryStream([.. length, .. json, .. data]);
        return SafeTensorsFile.Read(stream, "test");
    }

    private static StorageFormatException Refuse(string header, byte[] data) => Assert.Throws<StorageFormatException>(() => Parse(header, data));
}

using System.Buffers.Binary;
using System.Text.Json;

namespace Recurrent.Testing;

/// <summary>
/// Reads the fixtures of tests/golden. It shares no code with the product, so that a bug of the product's
/// own safetensors reader cannot hide. eng/golden/README.md lists the arrays of every kind of fixture.
/// </summary>
public sealed class Golden
{
    /// <summary>The folder tests/golden of the checkout the tests run from.</summary>
    public static string Folder { get; } = FindFolder();

    private static readonly Lazy<JsonElement> Manifest = new(
        () => JsonDocument.Parse(File.ReadAllBytes(Path.Combine(Folder, "manifest.json"))).RootElement);

    private readonly Dictionary<string, GoldenArray> _arrays;

    private Golden(JsonElement entry)
    {
        Name = entry.GetProperty("name").GetString()!;
        Kind = entry.GetProperty("kind").GetString()!;
        Options = entry.GetProperty("options");
        _arrays = Parse(File.ReadAllBytes(Path.Combine(Folder, entry.GetProperty("file").GetString()!)));
    }

    /// <summary>The names of all fixtures of a kind, or of all fixtures.</summary>
    public static IEnumerable<string> Names(string? kind = null) =>
        from entry in Manifest.Value.GetProperty("fixtures").EnumerateArray()
        where kind is null || entry.GetProperty("kind").GetString() == kind
        select entry.GetProperty("name").GetString()!;

    public static Golden Load(string name)
    {
        foreach (var entry in Manifest.Value.GetProperty("fixtures").EnumerateArray())
            if (entry.GetProperty("name").GetString() == name) return new Golden(entry);
        throw new ArgumentException(
            $"tests/golden/manifest.json has no fixture '{name}': choose from {string.Join(", ", Names())}, or add it in eng/golden.",
            nameof(name));
    }

    public string Name { get; }

    /// <summary>recurrent, variant, cell, optimizer, schedule, loss, activation or operation.</summary>
    public string Kind { get; }

    /// <summary>The fixture's "options" object of the manifest.</summary>
    public JsonElement Options { get; }

    public IReadOnlyCollection<string> ArrayNames => _arrays.Keys;

    public bool Contains(string array) => _arrays.ContainsKey(array);

    public int IntegerOption(string option) => Options.GetProperty(option).GetInt32();

    public double NumberOption(string option) => Options.GetProperty(option).GetDouble();

    public bool FlagOption(string option) => Options.GetProperty(option).GetBoolean();

    public string TextOption(string option) => Options.GetProperty(option).GetString()!;

    /// <summary>F32, F64 or I64.</summary>
    public string ElementType(string array) => Find(array).ElementType;

    public int[] Shape(string array) => [.. Find(array).Shape];

    /// <summary>The values of an F32 array, row-major.</summary>
    public float[] Floats(string array) => Read(array, "F32", sizeof(float), BinaryPrimitives.ReadSingleLittleEndian);

    /// <summary>The values of an F64 array, row-major, or of an F32 array widened.</summary>
    public double[] Doubles(string array) => Find(array).ElementType == "F32"
        ? [.. Floats(array).Select(value => (double)value)]
        : Read(array, "F64", sizeof(double), BinaryPrimitives.ReadDoubleLittleEndian);

    /// <summary>The values of an I64 array, row-major.</summary>
    public int[] Integers(string array) =>
        Read(array, "I64", sizeof(long), bytes => checked((int)BinaryPrimitives.ReadInt64LittleEndian(bytes)));

    private GoldenArray Find(string array) => _arrays.TryGetValue(array, out var found)
        ? found
        : throw new ArgumentException($"Fixture '{Name}' has no array '{array}': it has {string.Join(", ", ArrayNames)}.", nameof(array));

    private T[] Read<T>(string array, string elementType, int size, Func<ReadOnlySpan<byte>, T> convert)
    {
        var found = Find(array);
        if (found.ElementType != elementType)
            throw new ArgumentException(
                $"Array '{array}' of fixture '{Name}' holds {found.ElementType}, not {elementType}: read it with the method for its type.",
                nameof(array));
        var values = new T[found.Bytes.Length / size];
        for (var i = 0; i < values.Length; i++) values[i] = convert(found.Bytes.Span.Slice(i * size, size));
        return values;
    }

    private static Dictionary<string, GoldenArray> Parse(byte[] file)
    {
        var headerLength = checked((int)BinaryPrimitives.ReadInt64LittleEndian(file));
        using var header = JsonDocument.Parse(file.AsMemory(8, headerLength));
        var data = file.AsMemory(8 + headerLength);
        Dictionary<string, GoldenArray> arrays = new(StringComparer.Ordinal);
        foreach (var item in header.RootElement.EnumerateObject())
        {
            if (item.Name == "__metadata__") continue;
            var offsets = item.Value.GetProperty("data_offsets");
            var (start, end) = (offsets[0].GetInt32(), offsets[1].GetInt32());
            int[] shape = [.. item.Value.GetProperty("shape").EnumerateArray().Select(size => size.GetInt32())];
            arrays.Add(item.Name, new GoldenArray(item.Value.GetProperty("dtype").GetString()!, shape, data[start..end]));
        }

        return arrays;
    }

    private static string FindFolder()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (File.Exists(Path.Combine(folder.FullName, "Recurrent.slnx"))) return Path.Combine(folder.FullName, "tests", "golden");
        throw new DirectoryNotFoundException(
            $"No folder above '{AppContext.BaseDirectory}' holds Recurrent.slnx: run the tests from a build inside the checkout.");
    }
}

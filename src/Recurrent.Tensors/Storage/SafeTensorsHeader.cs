using System.Text.Json;

namespace Recurrent.Tensors.Storage;

/// <summary>Reads and checks the JSON header of a safetensors file before anything is allocated for the tensors it announces.</summary>
internal sealed class SafeTensorsHeader
{
    /// <summary>More tensors than this are taken for damage: the largest public models have a few thousand.</summary>
    private const int MaximumTensors = 100_000;
    private const int MaximumDepth = 8;
    private readonly string _file;
    private readonly long _dataLength;
    private readonly Dictionary<string, string> _metadata = [];
    private readonly List<SafeTensorsEntry> _entries = [];
    private readonly HashSet<string> _names = [];

    private SafeTensorsHeader(string file, long dataLength)
    {
        _file = file;
        _dataLength = dataLength;
    }

    public IReadOnlyDictionary<string, string> Metadata => _metadata;

    /// <summary>Tensors in the order of their bytes, which cover the data without gap or overlap.</summary>
    public IReadOnlyList<SafeTensorsEntry> Entries => _entries;

    public static SafeTensorsHeader Parse(string file, ReadOnlySpan<byte> json, long dataLength)
    {
        var header = new SafeTensorsHeader(file, dataLength);
        try
        {
            header.ReadObject(json);
        }
        catch (Exception failure) when (failure is JsonException or InvalidOperationException or FormatException)
        {
            throw new StorageFormatException(file, "header", $"is no valid JSON ({failure.Message}); the file is damaged or no safetensors file.", failure);
        }

        header.CheckCoverage();
        return header;
    }

    private void ReadObject(ReadOnlySpan<byte> json)
    {
        var reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = MaximumDepth });
        Expect(ref reader, JsonTokenType.StartObject, "header");
        while (NextProperty(ref reader, out string name))
        {
            if (!_names.Add(name))
                throw Wrong(name, "comes twice; every tensor needs its own name.");
            if (name == "__metadata__")
                ReadMetadata(ref reader);
            else
                ReadEntry(ref reader, name);
        }

        if (reader.Read())
            throw Wrong("header", "goes on after its closing brace.");
    }

    private void ReadMetadata(ref Utf8JsonReader reader)
    {
        Expect(ref reader, JsonTokenType.StartObject, "__metadata__");
        while (NextProperty(ref reader, out string key))
        {
            Expect(ref reader, JsonTokenType.String, $"__metadata__.{key}");
            if (!_metadata.TryAdd(key, reader.GetString()!))
                throw Wrong($"__metadata__.{key}", "comes twice.");
        }
    }

    private void ReadEntry(ref Utf8JsonReader reader, string name)
    {
        if (_entries.Count == MaximumTensors)
            throw Wrong("header", $"lists more than {MaximumTensors} tensors.");
        ElementFormat? format = null;
        Shape? shape = null;
        (long Begin, long End)? range = null;
        Expect(ref reader, JsonTokenType.StartObject, name);
        while (NextProperty(ref reader, out string property))
        {
            bool isNew = property switch
            {
                "dtype" => format is null,
                "shape" => shape is null,
                "data_offsets" => range is null,
                _ => throw Wrong($"{name}.{property}", "is unknown; a tensor has dtype, shape and data_offsets."),
            };
            if (!isNew)
                throw Wrong($"{name}.{property}", "comes twice.");
            if (property == "dtype")
                format = ReadFormat(ref reader, name);
            else if (property == "shape")
                shape = ReadShape(ref reader, name);
            else
                range = ReadRange(ref reader, name);
        }

        if (format is null || shape is null || range is null)
            throw Wrong(name, "lacks dtype, shape or data_offsets.");
        var entry = new SafeTensorsEntry(name, format.Value, shape.Value, range.Value.Begin, range.Value.End);
        CheckSize(entry);
        _entries.Add(entry);
    }

    private void CheckSize(SafeTensorsEntry entry)
    {
        int size = ElementFormats.SizeOf(entry.Format);
        long expected = (long)entry.Shape.Length * size;
        if (entry.End - entry.Begin != expected)
            throw Wrong($"{entry.Name}.data_offsets", $"span {entry.End - entry.Begin} bytes, shape {entry.Shape} of {entry.Format} needs {expected}.");
        if (entry.Begin % size != 0)
            throw Wrong($"{entry.Name}.data_offsets", $"begin at {entry.Begin}, not a multiple of the element size {size}.");
    }

    private ElementFormat ReadFormat(ref Utf8JsonReader reader, string name)
    {
        Expect(ref reader, JsonTokenType.String, $"{name}.dtype");
        string text = reader.GetString()!;
        return Enum.TryParse(text, out ElementFormat format) && format.ToString() == text
            ? format
            : throw Wrong($"{name}.dtype", $"is '{text}'; supported are {string.Join(", ", Enum.GetNames<ElementFormat>())}. Convert the tensor to F32.");
    }

    private Shape ReadShape(ref Utf8JsonReader reader, string name)
    {
        string field = $"{name}.shape";
        Expect(ref reader, JsonTokenType.StartArray, field);
        Span<int> axes = stackalloc int[Shape.MaxRank];
        int rank = 0;
        long length = 1;
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            if (rank == Shape.MaxRank)
                throw Wrong(field, $"has more than {Shape.MaxRank} axes.");
            if (reader.TokenType != JsonTokenType.Number || !reader.TryGetInt32(out int axis) || axis < 0)
                throw Wrong(field, "has an axis that is no whole number from 0 to 2147483647.");
            axes[rank++] = axis;
            length *= axis;
            if (length > Array.MaxLength)
                throw Wrong(field, $"asks for more than {Array.MaxLength} elements.");
        }

        return length <= _dataLength
            ? new Shape(axes[..rank])
            : throw Wrong(field, $"asks for {length} elements, more than the file's {_dataLength} data bytes can hold.");
    }

    private (long Begin, long End) ReadRange(ref Utf8JsonReader reader, string name)
    {
        string field = $"{name}.data_offsets";
        Expect(ref reader, JsonTokenType.StartArray, field);
        long begin = ReadOffset(ref reader, field), end = ReadOffset(ref reader, field);
        Expect(ref reader, JsonTokenType.EndArray, field);
        return begin <= end ? (begin, end) : throw Wrong(field, $"begin at {begin} and end before, at {end}.");
    }

    private long ReadOffset(ref Utf8JsonReader reader, string field)
    {
        Expect(ref reader, JsonTokenType.Number, field);
        return reader.TryGetInt64(out long offset) && offset >= 0 && offset <= _dataLength
            ? offset
            : throw Wrong(field, $"leave the file's {_dataLength} data bytes; the file is cut off or damaged.");
    }

    private void CheckCoverage()
    {
        _entries.Sort((left, right) => left.Begin != right.Begin ? left.Begin.CompareTo(right.Begin) : left.End.CompareTo(right.End));
        long position = 0;
        foreach (SafeTensorsEntry entry in _entries)
        {
            if (entry.Begin != position)
                throw Wrong($"{entry.Name}.data_offsets", $"begin at {entry.Begin}, expected {position}: tensors must follow each other without {(entry.Begin < position ? "overlap" : "gap")}.");
            position = entry.End;
        }

        if (position != _dataLength)
            throw Wrong("header", $"describes {position} data bytes, the file has {_dataLength}.");
    }

    private static bool NextProperty(ref Utf8JsonReader reader, out string name)
    {
        name = string.Empty;
        if (!reader.Read() || reader.TokenType == JsonTokenType.EndObject)
            return false;
        name = reader.GetString()!;
        return true;
    }

    private void Expect(ref Utf8JsonReader reader, JsonTokenType expected, string field)
    {
        if (!reader.Read() || reader.TokenType != expected)
            throw Wrong(field, $"is {reader.TokenType}, expected {expected}.");
    }

    private StorageFormatException Wrong(string field, string problem) => new(_file, field, problem);
}

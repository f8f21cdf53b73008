using System.Collections.Immutable;

namespace Recurrent.Interop.Weights.Hdf5;

/// <summary>A group or dataset of the file.</summary>
internal sealed class H5Object
{
    private const int ObjectCost = 200;
    private readonly H5Bytes _file;
    private readonly List<H5Message> _messages;
    private readonly string _path;

    public H5Object(H5Bytes file, ulong address, string path)
    {
        (_file, _path) = (file, path);
        _messages = H5Header.Read(file, address);
        Links = H5Links.Read(file, _messages, path);
    }

    /// <summary>Members of a group by name; none of a dataset.</summary>
    public OrderedDictionary<string, ulong> Links { get; }

    public bool IsDataset => Find(H5MessageType.Layout) is not null;

    public string Path => _path;

    /// <summary>A member of this group; null where there is none.</summary>
    public H5Object? Member(string name)
    {
        if (!Links.TryGetValue(name, out ulong address))
        {
            return null;
        }

        _file.Budget.Take(ObjectCost + (2L * (_path.Length + name.Length)), _path);
        return new H5Object(_file, address, PathOf(name));
    }

    /// <summary>What is found along names separated by slashes; null where one is missing.</summary>
    public H5Object? Descend(string path)
    {
        H5Object? current = this;
        foreach (string part in path.Split('/', StringSplitOptions.RemoveEmptyEntries))
        {
            current = current?.Member(part);
        }

        return current;
    }

    /// <summary>An attribute; null where there is none.</summary>
    public H5Attribute? Attribute(string name)
    {
        foreach (H5Message message in _messages)
        {
            if (message.Type == H5MessageType.Attribute && H5Attribute.Parse(_file, message.Data) is { } found && found.Name == name)
            {
                return found.Value;
            }
        }

        return null;
    }

    /// <summary>The dataset's description.</summary>
    /// <exception cref="Tensors.Storage.StorageFormatException">It is stored in a way Keras does not, or lies outside the file.</exception>
    public H5Dataset Dataset()
    {
        if (Find(H5MessageType.Datatype) is not { } type || Find(H5MessageType.Dataspace) is not { } space || Find(H5MessageType.Layout) is not { } layout)
        {
            throw _file.Wrong(_path, "is no dataset, or lacks its type, axes or place; the file is damaged.");
        }

        H5Type element = H5Type.Parse(_file, type.Span, _path);
        ImmutableArray<long> axes = H5Space.Parse(_file, space.Span, _path);
        if (element.Format is not { } format)
        {
            throw _file.Wrong(_path, $"has elements of class {element.Class} in {element.Size} bytes; float16, bfloat16, float32, float64 and whole numbers of up to 64 bits are read, low byte first.");
        }

        if (axes.Length > Tensors.Shape.MaxRank)
        {
            throw _file.Wrong(_path, $"has {axes.Length} axes, at most {Tensors.Shape.MaxRank} are read.");
        }

        long length = axes.Aggregate(1L, (product, axis) => product * axis) * element.Size;
        return new H5Dataset(_path, axes, format, DataOf(layout.Span, length));
    }

    private ReadOnlyMemory<byte> DataOf(ReadOnlySpan<byte> layout, long length)
    {
        const int compact = 0, contiguous = 1;
        if (layout.Length < 4 || layout[0] is not (3 or 4) || layout[1] is not (compact or contiguous))
        {
            throw _file.Wrong(_path, "is stored in chunks or in an old form; Keras writes datasets in one piece. Save the model again without compression.");
        }

        if (layout[1] == compact)
        {
            // The bytes stand in the message itself.
            ReadOnlyMemory<byte> message = Find(H5MessageType.Layout)!.Value;
            return H5Bytes.UInt16(layout, 2) >= length && message.Length >= 4 + length
                ? message.Slice(4, (int)length)
                : throw _file.Wrong(_path, "is shorter than its axes say; the file is damaged.");
        }

        if (layout.Length < 18)
        {
            throw _file.Wrong(_path, "has a place that is cut off; the file is damaged.");
        }

        ulong address = H5Bytes.UInt64(layout, 2), stored = H5Bytes.UInt64(layout, 10);
        return length == 0 || (address != H5Bytes.Undefined && stored >= (ulong)length)
            ? length == 0 ? default : _file.MemoryAt(address, length, _path)
            : throw _file.Wrong(_path, "was never written, or is shorter than its axes say.");
    }

    private ReadOnlyMemory<byte>? Find(H5MessageType type)
    {
        foreach (H5Message message in _messages)
        {
            if (message.Type == type)
            {
                return message.Data;
            }
        }

        return null;
    }

    private string PathOf(string name) => _path.Length == 0 ? name : $"{_path}/{name}";
}

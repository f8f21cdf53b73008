namespace Recurrent.Training.Data.Parquet;

/// <summary>Walks the compact form of Thrift, in which Parquet keeps its footer and the headers of its pages, without building anything.</summary>
/// <remarks>
/// The encoding is that of the Thrift specification ("compact protocol"). Every claim about a size is held against the bytes that are there, so
/// what has been walked to its end can be given to a reader that believes such claims.
/// </remarks>
internal ref struct CompactThrift(ReadOnlySpan<byte> bytes)
{
    public const int Int32 = 5;
    public const int Structure = 12;
    private const int DeepestNesting = 32;
    private readonly ReadOnlySpan<byte> _bytes = bytes;

    /// <summary>Bytes walked so far.</summary>
    public int Position { get; private set; }

    /// <summary>Goes to the next field of a structure.</summary>
    /// <param name="field">Number of the field before, 0 for none; becomes that of the next.</param>
    /// <param name="type">Its type.</param>
    /// <returns>False behind the last field.</returns>
    /// <exception cref="InvalidDataException">The bytes end, or are no Thrift.</exception>
    public bool NextField(ref int field, out int type)
    {
        var header = Byte();
        type = header & 15;
        if (type == 0) return false;
        field = header >> 4 is var step and > 0 ? field + step : (int)Number();
        return true;
    }

    /// <summary>Reads a whole number.</summary>
    /// <exception cref="InvalidDataException">The bytes end, or are no Thrift.</exception>
    public long Number()
    {
        var value = Unsigned();
        return (long)(value >> 1) ^ -(long)(value & 1);
    }

    /// <summary>Reads a number without sign, seven bits a byte.</summary>
    /// <exception cref="InvalidDataException">The bytes end, or are no Thrift.</exception>
    public ulong Unsigned()
    {
        var value = 0UL;
        for (var shift = 0; shift < 64; shift += 7)
        {
            var part = Byte();
            value |= (ulong)(part & 127) << shift;
            if (part < 128) return value;
        }

        throw Broken();
    }

    /// <summary>Walks over a value of a field.</summary>
    /// <param name="type">Its type.</param>
    /// <param name="nesting">How deep it lies.</param>
    /// <exception cref="InvalidDataException">The bytes end, are no Thrift, or lie deeper than any Parquet file has them.</exception>
    public void Skip(int type, int nesting = 0)
    {
        if (nesting > DeepestNesting) throw Broken();
        switch (type)
        {
            case 1 or 2: break;
            case 3: Advance(1); break;
            case 4 or Int32 or 6: Unsigned(); break;
            case 7: Advance(8); break;
            case 8: Advance(Count()); break;
            case 9 or 10: SkipList(nesting); break;
            case 11: SkipMap(nesting); break;
            case Structure: SkipStructure(nesting); break;
            case 13: Advance(16); break;
            default: throw Broken();
        }
    }

    private void SkipStructure(int nesting)
    {
        var field = 0;
        while (NextField(ref field, out var type)) Skip(type, nesting + 1);
    }

    private void SkipList(int nesting)
    {
        var header = Byte();
        var count = header >> 4 is var small and < 15 ? small : Count();
        for (; count > 0; count--) SkipElement(header & 15, nesting);
    }

    private void SkipMap(int nesting)
    {
        var count = Count();
        var types = count == 0 ? 0 : Byte();
        for (; count > 0; count--)
        {
            SkipElement(types >> 4, nesting);
            SkipElement(types & 15, nesting);
        }
    }

    /// <summary>Outside of structures a truth value has a byte of its own.</summary>
    private void SkipElement(int type, int nesting) => Skip(type is 1 or 2 ? 3 : type, nesting + 1);

    /// <summary>A number of things of at least one byte each.</summary>
    private int Count() => Unsigned() is var count && count <= (ulong)(_bytes.Length - Position) ? (int)count : throw Broken();

    private byte Byte() => Position < _bytes.Length ? _bytes[Position++] : throw Broken();

    private void Advance(int count) => Position = count <= _bytes.Length - Position ? Position + count : throw Broken();

    private static InvalidDataException Broken() => new("its description is damaged");
}

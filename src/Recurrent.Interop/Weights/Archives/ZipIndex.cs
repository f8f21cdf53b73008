using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;

namespace Recurrent.Interop.Weights.Archives;

/// <summary>The files of a zip archive and where their bytes are, found with bounded memory. PKWARE, "APPNOTE.TXT", sections 4.3 and 4.5.</summary>
internal sealed class ZipIndex
{
    private const uint EndSignature = 0x06054b50;
    private const uint End64Signature = 0x06064b50;
    private const uint Locator64Signature = 0x07064b50;
    private const uint DirectorySignature = 0x02014b50;
    private const uint LocalSignature = 0x04034b50;
    private const int EndLength = 22, LocatorLength = 20, End64Length = 56, DirectoryLength = 46, LocalLength = 30;
    private const int LongestComment = ushort.MaxValue;
    private const ushort Stored = 0, Deflated = 8;
    private const ushort Zip64Extra = 1;
    private const int ChunkBytes = 1 << 14;

    // A string, a place in the table and the numbers; at least the 46 bytes that the directory spends are behind each.
    private const int EntryCost = 120;

    private readonly Stream _stream;
    private readonly ReadBudget _budget;
    private readonly Dictionary<string, ZipEntry> _entries = [];
    private byte[]? _chunk;

    private ZipIndex(Stream stream, ReadBudget budget) => (_stream, _budget) = (stream, budget);

    /// <summary>The names of all files.</summary>
    public IReadOnlyCollection<string> Names => _entries.Keys;

    /// <summary>Whether a file begins as zip archives do.</summary>
    public static bool IsZip(Stream stream)
    {
        Span<byte> start = stackalloc byte[sizeof(uint)];
        stream.Position = 0;
        return stream.ReadAtLeast(start, start.Length, throwOnEndOfStream: false) == start.Length && BinaryPrimitives.ReadUInt32LittleEndian(start) == LocalSignature;
    }

    public static ZipIndex Read(Stream stream, ReadBudget budget)
    {
        var index = new ZipIndex(stream, budget);
        index.ReadDirectory();
        return index;
    }

    public bool TryFind(string name, out ZipEntry entry) => _entries.TryGetValue(name, out entry);

    /// <summary>All bytes of a file, unpacked; the memory is taken from the budget.</summary>
    public byte[] ReadAll(string name, ZipEntry entry)
    {
        if (entry.Length > Array.MaxLength)
        {
            throw _budget.Wrong(name, $"has {entry.Length} bytes, at most {Array.MaxLength} are read at once.");
        }

        _budget.Take(entry.Length, name);
        var bytes = new byte[entry.Length];
        if (!entry.IsDeflated)
        {
            ReadStored(entry.Start, bytes);
        }
        else
        {
            Unpack(name, entry, bytes);
        }

        var sum = new Crc32();
        sum.Add(bytes);
        Check(name, entry, sum.Value);
        return bytes;
    }

    /// <summary>A part of a file that is not packed; before the first one the sum of the whole file is checked.</summary>
    /// <param name="name">The file.</param>
    /// <param name="start">Where the part begins in the file.</param>
    /// <param name="destination">As many bytes as are wanted.</param>
    public void ReadPart(string name, long start, Span<byte> destination)
    {
        ZipEntry entry = _entries[name];
        if (!entry.IsChecked)
        {
            CheckStored(name, entry);
            _entries[name] = entry with { IsChecked = true };
        }

        ReadStored(entry.Start + start, destination);
    }

    private void CheckStored(string name, ZipEntry entry)
    {
        _chunk ??= new byte[ChunkBytes];
        var sum = new Crc32();
        for (long done = 0; done < entry.Length; done += ChunkBytes)
        {
            Span<byte> part = _chunk.AsSpan(0, (int)Math.Min(ChunkBytes, entry.Length - done));
            ReadStored(entry.Start + done, part);
            sum.Add(part);
        }

        Check(name, entry, sum.Value);
    }

    private void Check(string name, ZipEntry entry, uint found)
    {
        // PyTorch leaves 0 where it is told not to compute sums (torch.serialization.set_crc32_options).
        if (found != entry.Sum && entry.Sum != 0)
        {
            throw _budget.Wrong(name, $"has bytes with the check sum (CRC-32) {found:x8}, expected {entry.Sum:x8}; it is damaged. Copy the file again from where it is whole, or save it again.");
        }
    }

    private void Unpack(string name, ZipEntry entry, byte[] bytes)
    {
        try
        {
            _stream.Position = entry.Start;
            using var unpacked = new DeflateStream(new Part(_stream, entry.PackedLength), CompressionMode.Decompress);
            unpacked.ReadExactly(bytes);
        }
        catch (Exception failure) when (failure is InvalidDataException or EndOfStreamException)
        {
            throw _budget.Wrong(name, $"does not unpack to the {entry.Length} bytes it announces; it is damaged. Copy the file again from where it is whole, or save it again.", failure);
        }
    }

    /// <summary>Bytes of the archive itself.</summary>
    private void ReadStored(long position, Span<byte> destination)
    {
        _stream.Position = position;
        _stream.ReadExactly(destination);
    }

    private void ReadDirectory()
    {
        (long start, long length, long count) = FindDirectory();
        if (start < 0 || length < 0 || start > _stream.Length - length || length > Array.MaxLength || count > length / DirectoryLength)
        {
            throw _budget.Wrong("directory", "lies outside the file; it is cut off or damaged.");
        }

        _budget.Take(length + (count * EntryCost), "directory");
        var directory = new byte[length];
        ReadStored(start, directory);
        ReadOnlySpan<byte> left = directory;
        for (long number = 0; number < count; number++)
        {
            left = ReadEntry(left);
        }
    }

    private ReadOnlySpan<byte> ReadEntry(ReadOnlySpan<byte> directory)
    {
        if (directory.Length < DirectoryLength || UInt32(directory, 0) != DirectorySignature)
        {
            throw _budget.Wrong("directory", "is damaged: an entry does not begin as entries do.");
        }

        int nameLength = UInt16(directory, 28), extraLength = UInt16(directory, 30), whole = DirectoryLength + nameLength + extraLength + UInt16(directory, 32);
        if (whole > directory.Length)
        {
            throw _budget.Wrong("directory", "is damaged: an entry is longer than what is left.");
        }

        string name = Encoding.UTF8.GetString(directory.Slice(DirectoryLength, nameLength));
        long packed = UInt32(directory, 20), length = UInt32(directory, 24), local = UInt32(directory, 42);
        TakeLong(name, directory.Slice(DirectoryLength + nameLength, extraLength), ref length, ref packed, ref local);
        ushort method = UInt16(directory, 10);
        if ((UInt16(directory, 8) & 1) != 0 || method is not (Stored or Deflated))
        {
            throw _budget.Wrong(name, $"is encrypted or packed by method {method}; plain and deflated files are read. Save the file again.");
        }

        _budget.Take(2 * nameLength, "directory");
        if (!_entries.TryAdd(name, new ZipEntry(DataStart(name, local, packed), packed, length, method == Deflated, UInt32(directory, 16))))
        {
            throw _budget.Wrong(name, "comes twice in the archive.");
        }

        return method == Deflated || packed == length
            ? directory[whole..]
            : throw _budget.Wrong(name, $"has {packed} bytes in the archive and {length} outside though it is not packed.");
    }

    private long DataStart(string name, long local, long packed)
    {
        Span<byte> header = stackalloc byte[LocalLength];
        if (local < 0 || local > _stream.Length - LocalLength)
        {
            throw _budget.Wrong(name, "lies outside the file; it is cut off or damaged.");
        }

        ReadStored(local, header);
        long start = local + LocalLength + UInt16(header, 26) + UInt16(header, 28);
        return UInt32(header, 0) == LocalSignature && packed >= 0 && start <= _stream.Length - packed
            ? start
            : throw _budget.Wrong(name, "lies outside the file, or its header is damaged.");
    }

    /// <summary>Replaces lengths that do not fit 32 bits by those of the extra field.</summary>
    private void TakeLong(string name, ReadOnlySpan<byte> extra, ref long length, ref long packed, ref long local)
    {
        while (extra.Length >= 4)
        {
            int size = UInt16(extra, 2);
            if (size > extra.Length - 4)
            {
                throw _budget.Wrong(name, "has a damaged extra field.");
            }

            if (UInt16(extra, 0) == Zip64Extra)
            {
                ReadOnlySpan<byte> values = extra.Slice(4, size);
                length = Long(ref values, length);
                packed = Long(ref values, packed);
                local = Long(ref values, local);
            }

            extra = extra[(4 + size)..];
        }

        static long Long(ref ReadOnlySpan<byte> values, long small)
        {
            if (small != uint.MaxValue || values.Length < sizeof(long))
            {
                return small;
            }

            long value = BinaryPrimitives.ReadInt64LittleEndian(values);
            values = values[sizeof(long)..];
            return value;
        }
    }

    private (long Start, long Length, long Count) FindDirectory()
    {
        int searched = (int)Math.Min(_stream.Length, EndLength + LongestComment);
        var tail = new byte[searched];
        ReadStored(_stream.Length - searched, tail);
        for (int at = searched - EndLength; at >= 0; at--)
        {
            if (UInt32(tail, at) == EndSignature)
            {
                long end = _stream.Length - searched + at;
                return Directory64(end) ?? (UInt32(tail, at + 16), UInt32(tail, at + 12), UInt16(tail, at + 10));
            }
        }

        throw _budget.Wrong("end of archive", "is missing; the file is cut off or no zip archive.");
    }

    private (long Start, long Length, long Count)? Directory64(long end)
    {
        if (end < LocatorLength)
        {
            return null;
        }

        Span<byte> locator = stackalloc byte[LocatorLength], end64 = stackalloc byte[End64Length];
        ReadStored(end - LocatorLength, locator);
        if (UInt32(locator, 0) != Locator64Signature)
        {
            return null;
        }

        long position = BinaryPrimitives.ReadInt64LittleEndian(locator[8..]);
        if (position < 0 || position > _stream.Length - End64Length)
        {
            throw _budget.Wrong("end of archive", "points outside the file; it is cut off or damaged.");
        }

        ReadStored(position, end64);
        return UInt32(end64, 0) == End64Signature
            ? (BinaryPrimitives.ReadInt64LittleEndian(end64[48..]), BinaryPrimitives.ReadInt64LittleEndian(end64[40..]), BinaryPrimitives.ReadInt64LittleEndian(end64[32..]))
            : throw _budget.Wrong("end of archive", "is damaged.");
    }

    private static ushort UInt16(ReadOnlySpan<byte> bytes, int at) => BinaryPrimitives.ReadUInt16LittleEndian(bytes[at..]);

    private static uint UInt32(ReadOnlySpan<byte> bytes, int at) => BinaryPrimitives.ReadUInt32LittleEndian(bytes[at..]);
}

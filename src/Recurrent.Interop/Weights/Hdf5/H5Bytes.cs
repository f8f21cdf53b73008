using System.Buffers.Binary;
using System.Text;
using Recurrent.Tensors.Storage;

namespace Recurrent.Interop.Weights.Hdf5;

/// <summary>The bytes of an HDF5 file; every access is checked against their length.</summary>
/// <param name="data">The whole file.</param>
/// <param name="budget">Memory that may be taken.</param>
internal sealed class H5Bytes(ReadOnlyMemory<byte> data, ReadBudget budget)
{
    /// <summary>Stands for no address.</summary>
    public const ulong Undefined = ulong.MaxValue;

    public ReadBudget Budget => budget;

    public ReadOnlySpan<byte> At(ulong address, long length, string what) => address <= (ulong)data.Length && length >= 0 && (ulong)length <= (ulong)data.Length - address
        ? data.Span.Slice((int)address, (int)length)
        : throw budget.Wrong(what, $"lies at byte {address} over {length} bytes, the file has {data.Length}; it is cut off or damaged.");

    public ReadOnlyMemory<byte> MemoryAt(ulong address, long length, string what)
    {
        At(address, length, what);
        return data.Slice((int)address, (int)length);
    }

    /// <summary>Checks the four letters that a structure begins with.</summary>
    public void Expect(ulong address, ReadOnlySpan<byte> letters, string what)
    {
        if (!At(address, letters.Length, what).SequenceEqual(letters))
        {
            throw Wrong(what, $"at byte {address} does not begin with {Encoding.ASCII.GetString(letters)}; the file is damaged.");
        }
    }

    public StorageFormatException Wrong(string what, string problem) => budget.Wrong(what, problem);

    public static ushort UInt16(ReadOnlySpan<byte> bytes, int at) => BinaryPrimitives.ReadUInt16LittleEndian(bytes[at..]);

    public static uint UInt32(ReadOnlySpan<byte> bytes, int at) => BinaryPrimitives.ReadUInt32LittleEndian(bytes[at..]);

    public static ulong UInt64(ReadOnlySpan<byte> bytes, int at) => BinaryPrimitives.ReadUInt64LittleEndian(bytes[at..]);

    /// <summary>Text up to the first zero byte.</summary>
    public string Text(ReadOnlySpan<byte> bytes, string what)
    {
        int end = bytes.IndexOf((byte)0);
        ReadOnlySpan<byte> text = end < 0 ? bytes : bytes[..end];
        budget.Take(32 + (2L * text.Length), what);
        return Encoding.UTF8.GetString(text);
    }
}

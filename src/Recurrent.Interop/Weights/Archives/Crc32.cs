using System.Buffers.Binary;

namespace Recurrent.Interop.Weights.Archives;

/// <summary>The check sum of zip archives: CRC-32 of IEEE 802.3, polynomial 0x04C11DB7, lowest bit first.</summary>
/// <remarks>
/// Eight bytes a turn by eight tables, each of which moves the sum of a byte one place further. The instruction of processors (SSE 4.2) is for another
/// polynomial.
/// </remarks>
internal struct Crc32
{
    private const uint Reversed = 0xEDB88320;
    private const int Slices = 8, Bytes = 256;
    private static readonly uint[] Table = CreateTable();
    private uint _sum;

    /// <summary>The sum of all bytes so far.</summary>
    public readonly uint Value => _sum;

    /// <summary>Takes up further bytes.</summary>
    public void Add(ReadOnlySpan<byte> bytes)
    {
        uint sum = ~_sum;
        ReadOnlySpan<uint> table = Table;
        for (; bytes.Length >= Slices; bytes = bytes[Slices..])
        {
            uint low = sum ^ BinaryPrimitives.ReadUInt32LittleEndian(bytes), high = BinaryPrimitives.ReadUInt32LittleEndian(bytes[sizeof(uint)..]);
            sum = At(table, 7, low) ^ At(table, 6, low >> 8) ^ At(table, 5, low >> 16) ^ At(table, 4, low >> 24)
                ^ At(table, 3, high) ^ At(table, 2, high >> 8) ^ At(table, 1, high >> 16) ^ At(table, 0, high >> 24);
        }

        foreach (byte value in bytes)
        {
            sum = At(table, 0, sum ^ value) ^ (sum >> 8);
        }

        _sum = ~sum;
    }

    private static uint At(ReadOnlySpan<uint> table, int slice, uint value) => table[(slice * Bytes) + (int)(value & 0xFF)];

    private static uint[] CreateTable()
    {
        var table = new uint[Slices * Bytes];
        for (int entry = 0; entry < table.Length; entry++)
        {
            // The first table divides a byte, bit by bit; each further one lets a byte of zeros follow.
            uint sum = entry < Bytes ? (uint)entry : table[entry - Bytes];
            table[entry] = entry < Bytes ? Divided(sum) : (sum >> 8) ^ table[sum & 0xFF];
        }

        return table;
    }

    private static uint Divided(uint value)
    {
        for (int bit = 0; bit < 8; bit++)
        {
            value = (value & 1) == 0 ? value >> 1 : (value >> 1) ^ Reversed;
        }

        return value;
    }
}

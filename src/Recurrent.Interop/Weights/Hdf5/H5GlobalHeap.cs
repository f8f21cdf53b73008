namespace Recurrent.Interop.Weights.Hdf5;

/// <summary>Finds the bytes of elements of any length. HDF Group, "HDF5 File Format Specification", III.E.</summary>
internal static class H5GlobalHeap
{
    private const int Prefix = 16;
    private const int ScanCost = 16;

    /// <summary>Follows a reference: length, address of a collection, number within it.</summary>
    public static ReadOnlyMemory<byte> Read(H5Bytes file, ReadOnlySpan<byte> reference, string what)
    {
        uint length = H5Bytes.UInt32(reference, 0), wanted = H5Bytes.UInt32(reference, 12);
        ulong address = H5Bytes.UInt64(reference, 4);
        if (length == 0)
        {
            return default;
        }

        file.Expect(address, "GCOL"u8, what);
        ulong size = H5Bytes.UInt64(file.At(address, Prefix, what), 8);
        ReadOnlyMemory<byte> collection = file.MemoryAt(address, (long)Math.Min(size, long.MaxValue), what);
        for (long at = Prefix; at + Prefix <= collection.Length;)
        {
            file.Budget.Take(ScanCost, what);
            ReadOnlySpan<byte> entry = collection.Span.Slice((int)at, Prefix);
            ulong own = H5Bytes.UInt64(entry, 8);
            if (H5Bytes.UInt16(entry, 0) == wanted && wanted != 0)
            {
                return length <= own && own <= (ulong)(collection.Length - at - Prefix)
                    ? collection.Slice((int)at + Prefix, (int)length)
                    : throw file.Wrong(what, "is longer than the place it is kept in; the file is damaged.");
            }

            if (own > (ulong)collection.Length)
            {
                break;
            }

            at += Prefix + (long)((own + 7) / 8 * 8);
        }

        throw file.Wrong(what, $"refers to text number {wanted} of a collection that does not have it; the file is damaged.");
    }
}

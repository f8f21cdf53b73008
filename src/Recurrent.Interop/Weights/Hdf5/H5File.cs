namespace Recurrent.Interop.Weights.Hdf5;

/// <summary>
/// Reads the part of HDF5 that files of weights use: groups, attributes of text, arrays of numbers in one piece. Memory and time are bounded by
/// the file's length, whatever it says. HDF Group, "HDF5 File Format Specification", version 3.0.
/// </summary>
internal static class H5File
{
    private const string What = "superblock";
    private static ReadOnlySpan<byte> Signature => [0x89, (byte)'H', (byte)'D', (byte)'F', 0x0d, 0x0a, 0x1a, 0x0a];

    public static bool IsHdf5(ReadOnlySpan<byte> start) => start.StartsWith(Signature);

    /// <summary>The group that holds all others.</summary>
    public static H5Object Root(H5Bytes file)
    {
        if (!IsHdf5(file.At(0, Signature.Length, What)))
        {
            throw file.Wrong(What, "does not begin as HDF5 files do; this is none.");
        }

        byte version = file.At(8, 1, What)[0];
        (int sizes, int rootAt) = version switch
        {
            0 => (13, 64),
            1 => (13, 68),
            2 or 3 => (9, 36),
            _ => throw file.Wrong(What, $"is of version {version}; 0 to 3 are read."),
        };
        ReadOnlySpan<byte> block = file.At(0, rootAt + sizeof(ulong), What);
        if (block[sizes] != sizeof(ulong) || block[sizes + 1] != sizeof(ulong))
        {
            throw file.Wrong(What, $"has addresses of {block[sizes]} and lengths of {block[sizes + 1]} bytes; 8 are read.");
        }

        return new H5Object(file, H5Bytes.UInt64(block, rootAt), string.Empty);
    }
}

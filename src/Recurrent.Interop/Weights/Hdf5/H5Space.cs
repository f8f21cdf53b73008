using System.Collections.Immutable;

namespace Recurrent.Interop.Weights.Hdf5;

/// <summary>Reads the axes of a dataset or attribute. HDF Group, "HDF5 File Format Specification", IV.A.2.b.</summary>
internal static class H5Space
{
    private const int MaximumRank = 32;

    public static ImmutableArray<long> Parse(H5Bytes file, ReadOnlySpan<byte> message, string what)
    {
        if (message.Length < 4)
        {
            throw file.Wrong(what, "has axes that are cut off; the file is damaged.");
        }

        int version = message[0], rank = message[1], start = version == 1 ? 8 : 4;
        if (version is not (1 or 2) || rank > MaximumRank || message.Length < start + (rank * sizeof(long)))
        {
            throw file.Wrong(what, $"has {rank} axes in a description of version {version}; the file is damaged.");
        }

        if (version == 2 && message[3] == 2)
        {
            return [0];
        }

        var axes = ImmutableArray.CreateBuilder<long>(rank);
        Int128 length = 1;
        for (int axis = 0; axis < rank; axis++)
        {
            ulong size = H5Bytes.UInt64(message, start + (axis * sizeof(long)));
            length *= size;
            if (size > int.MaxValue || length > int.MaxValue)
            {
                throw file.Wrong(what, $"has more than {int.MaxValue} elements.");
            }

            axes.Add((long)size);
        }

        return axes.MoveToImmutable();
    }
}

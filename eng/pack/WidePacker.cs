using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.InteropServices;
using ZstdSharp;
using ZstdSharp.Unsafe;

namespace Recurrent.Pack;

/// <summary>Packs the difference of two programs; <c>WidePayload</c> in the command line describes the form and takes it apart.</summary>
internal static class WidePacker
{
    /// <summary>What repeats lies near: a small window stays in the cache while it is unpacked.</summary>
    private const int WindowLog = 19;

    /// <summary>What goes behind the end of the narrow program.</summary>
    public static byte[] Pack(byte[] narrow, byte[] wide)
    {
        ProgramDifference difference = ProgramDifference.Of(narrow, wide);
        byte[] content = new byte[(2 * sizeof(int)) + (difference.Steps.Count * 3 * sizeof(int)) + difference.Differences.Count + difference.Literals.Count];
        Span<byte> rest = content;
        BinaryPrimitives.WriteInt32LittleEndian(rest, difference.Steps.Count);
        BinaryPrimitives.WriteInt32LittleEndian(rest[sizeof(int)..], difference.Literals.Count);
        rest = rest[(2 * sizeof(int))..];
        foreach ((int added, int literal, int move) in difference.Steps)
        {
            BinaryPrimitives.WriteInt32LittleEndian(rest, added);
            BinaryPrimitives.WriteInt32LittleEndian(rest[sizeof(int)..], literal);
            BinaryPrimitives.WriteInt32LittleEndian(rest[(2 * sizeof(int))..], move);
            rest = rest[(3 * sizeof(int))..];
        }

        CollectionsMarshal.AsSpan(difference.Literals).CopyTo(rest);
        CollectionsMarshal.AsSpan(difference.Differences).CopyTo(rest[difference.Literals.Count..]);
        byte[] packed = Compress(content);
        return [.. packed, .. Trailer(packed.Length, wide)];
    }

    private static byte[] Compress(byte[] content)
    {
        using var compressor = new Compressor(Compressor.MaxCompressionLevel);
        compressor.SetParameter(ZSTD_cParameter.ZSTD_c_windowLog, WindowLog);
        compressor.SetParameter(ZSTD_cParameter.ZSTD_c_checksumFlag, 1);
        return compressor.Wrap(content).ToArray();
    }

    private static byte[] Trailer(int packed, byte[] wide)
    {
        byte[] trailer = new byte[32];
        BinaryPrimitives.WriteInt64LittleEndian(trailer, packed);
        BinaryPrimitives.WriteInt64LittleEndian(trailer.AsSpan(8), wide.Length);
        BinaryPrimitives.WriteInt64LittleEndian(trailer.AsSpan(16), wide.Aggregate(0u, BitOperations.Crc32C));
        "RNNWIDE2"u8.CopyTo(trailer.AsSpan(24));
        return trailer;
    }
}

using System.Buffers.Binary;
using ZstdSharp;
using ZstdSharp.Unsafe;

namespace Recurrent.Cli.Startup;

/// <summary>
/// The wide program behind the end of the narrow one's file: packed with Zstandard, for which the narrow program is the dictionary, since the
/// two have all their data and much of their code in common.
/// </summary>
/// <remarks>eng/pack/pack.cs puts it there. The last 24 bytes of the file: its length packed, its length unpacked (both little-endian), and a mark.</remarks>
internal static class WidePayload
{
    private const int TrailerLength = 24;
    private const long LongestProgram = 1 << 27;

    /// <summary>2²⁷ bytes hold the dictionary and the program.</summary>
    private const int WindowLog = 27;

    private static ReadOnlySpan<byte> Mark => "RNNWIDE1"u8;

    /// <summary>Unpacks the wide program.</summary>
    /// <param name="file">The bytes of the published file.</param>
    /// <returns>The program, or null when the file carries none.</returns>
    /// <exception cref="ZstdException">What it carries is damaged.</exception>
    public static byte[]? Unpack(ReadOnlySpan<byte> file)
    {
        if (file.Length < TrailerLength || !file.EndsWith(Mark)) return null;
        var trailer = file[^TrailerLength..];
        var (packed, unpacked) = (BinaryPrimitives.ReadInt64LittleEndian(trailer), BinaryPrimitives.ReadInt64LittleEndian(trailer[8..]));
        if (packed < 0 || packed > file.Length - TrailerLength || unpacked is < 0 or > LongestProgram) return null;
        var narrow = file[..(int)(file.Length - TrailerLength - packed)];
        using var decompressor = new Decompressor();
        decompressor.SetParameter(ZSTD_dParameter.ZSTD_d_windowLogMax, WindowLog);
        decompressor.LoadDictionary(narrow);
        var program = GC.AllocateUninitializedArray<byte>((int)unpacked);
        return decompressor.Unwrap(file.Slice(narrow.Length, (int)packed), program) == program.Length ? program : null;
    }
}

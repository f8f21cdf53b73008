using System.Buffers.Binary;
using ZstdSharp;

namespace Recurrent.Cli.Startup;

/// <summary>
/// The wide program behind the end of the narrow one's file: packed with Zstandard, for which the narrow program is the dictionary, since the
/// two have most of their data in common.
/// </summary>
/// <remarks>The last 24 bytes of the file: length of the packed program, its length unpacked (both little-endian), and a mark.</remarks>
internal static class WidePayload
{
    private const int TrailerLength = 24;
    private const long LongestProgram = 1 << 28;

    /// <summary>2²⁵ bytes hold the dictionary and the program.</summary>
    private const int WindowLog = 26;

    private static ReadOnlySpan<byte> Mark => "RNNWIDE1"u8;

    /// <summary>Unpacks the wide program.</summary>
    /// <param name="file">The bytes of the published file.</param>
    /// <returns>The program, or null when the file carries none.</returns>
    /// <exception cref="ZstdException">What it carries is damaged.</exception>
    public static byte[]? Unpack(ReadOnlySpan<byte> file)
    {
        if (file.Length < TrailerLength || !file[^Mark.Length..].SequenceEqual(Mark)) return null;
        var trailer = file[^TrailerLength..];
        var (packed, unpacked) = (BinaryPrimitives.ReadInt64LittleEndian(trailer), BinaryPrimitives.ReadInt64LittleEndian(trailer[8..]));
        if (packed < 0 || packed > file.Length - TrailerLength || unpacked is < 0 or > LongestProgram) return null;
        var narrow = file[..(int)(file.Length - TrailerLength - packed)];
        using var decompressor = new Decompressor();
        decompressor.SetParameter(ZstdSharp.Unsafe.ZSTD_dParameter.ZSTD_d_windowLogMax, WindowLog);
        decompressor.LoadDictionary(narrow);
        var program = new byte[unpacked];
        return decompressor.TryUnwrap(file.Slice(narrow.Length, (int)packed), program, out var written) && written == program.Length ? program : null;
    }

    /// <summary>Puts the wide program behind the narrow one.</summary>
    /// <param name="narrow">The program that starts.</param>
    /// <param name="wide">The program it carries.</param>
    /// <param name="output">Receives the file to publish.</param>
    public static void Pack(byte[] narrow, byte[] wide, Stream output)
    {
        using var compressor = new Compressor(Compressor.MaxCompressionLevel);
        compressor.SetParameter(ZstdSharp.Unsafe.ZSTD_cParameter.ZSTD_c_windowLog, WindowLog);
        compressor.SetParameter(ZstdSharp.Unsafe.ZSTD_cParameter.ZSTD_c_enableLongDistanceMatching, 1);
        compressor.LoadDictionary(narrow);
        var packed = compressor.Wrap(wide);
        Span<byte> trailer = stackalloc byte[TrailerLength];
        BinaryPrimitives.WriteInt64LittleEndian(trailer, packed.Length);
        BinaryPrimitives.WriteInt64LittleEndian(trailer[8..], wide.Length);
        Mark.CopyTo(trailer[16..]);
        output.Write(narrow);
        output.Write(packed);
        output.Write(trailer);
    }
}

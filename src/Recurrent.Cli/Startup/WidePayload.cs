using System.Buffers.Binary;
using Microsoft.Win32.SafeHandles;
using ZstdSharp;

namespace Recurrent.Cli.Startup;

/// <summary>The wide program behind the end of the narrow one's file, as its difference from it: the two have all their data and most of their code in common.</summary>
/// <remarks>
/// eng/pack puts it there. The last 32 bytes of the file: length of the difference packed, length of the program, its CRC-32C (all 64 bits, little-endian), and a
/// mark. The difference is packed with Zstandard: the number of steps and of the program's own bytes; of every step how many bytes of the narrow program get
/// something added, how many own bytes follow, and how far to move in the narrow one then (32 bits each); the own bytes; what is added. It is put together
/// piece by piece, since fresh memory for all of it would cost more time than the work.
/// </remarks>
internal static class WidePayload
{
    private const int TrailerLength = 32;
    private const int StepLength = 3 * sizeof(int);
    private const int LongestProgram = 1 << 27;

    private static ReadOnlySpan<byte> Mark => "RNNWIDE2"u8;

    /// <summary>Puts the wide program together.</summary>
    /// <param name="file">The published file.</param>
    /// <param name="program">Receives the program; of no use when the answer is false.</param>
    /// <returns>False when the file carries none, or what it carries is damaged.</returns>
    /// <exception cref="ZstdException">What it carries is damaged.</exception>
    /// <exception cref="IOException">What it carries is damaged, or a file cannot be read or written.</exception>
    public static bool Unpack(SafeFileHandle file, Stream program)
    {
        Span<byte> trailer = stackalloc byte[TrailerLength];
        var end = RandomAccess.GetLength(file) - TrailerLength;
        if (end < 0 || RandomAccess.Read(file, trailer, end) != TrailerLength || !trailer.EndsWith(Mark)) return false;
        var (packed, length, sum) = (Number(trailer), Number(trailer[sizeof(long)..]), Number(trailer[(2 * sizeof(long))..]));
        if (packed < 0 || packed > Math.Min(end, LongestProgram) || length is < 0 or > LongestProgram) return false;
        var difference = new byte[packed];
        if (RandomAccess.Read(file, difference, end - packed) != packed) return false;
        using var content = new DecompressionStream(new MemoryStream(difference));
        var output = new ProgramOutput(program);
        return Apply(content, new NarrowProgram(file, end - packed), output, length) && content.ReadByte() < 0 && output.Sum == sum;
    }

    private static long Number(ReadOnlySpan<byte> bytes) => BinaryPrimitives.ReadInt64LittleEndian(bytes);

    private static bool Apply(Stream content, NarrowProgram narrow, ProgramOutput output, long length)
    {
        var counts = new byte[2 * sizeof(int)];
        content.ReadExactly(counts);
        var (steps, owns) = (Field(counts, 0), Field(counts, 1));
        if (steps is < 0 or > LongestProgram / StepLength || owns < 0 || owns > length) return false;
        var (rest, own) = (new byte[steps * StepLength], new byte[owns]);
        content.ReadExactly(rest);
        content.ReadExactly(own);
        var (place, used) = (0L, 0);
        for (var step = 0; step < steps; step++)
        {
            var (adds, follows, move) = (Field(rest, 3 * step), Field(rest, (3 * step) + 1), Field(rest, (3 * step) + 2));
            if (adds < 0 || follows < 0 || follows > owns - used || output.Length + adds + follows > length || !narrow.Has(place, adds)) return false;
            output.Add(content, narrow, place, adds);
            output.Write(own.AsSpan(used, follows));
            (place, used) = (place + adds + move, used + follows);
        }

        output.Flush();
        return output.Length == length;
    }

    private static int Field(byte[] fields, int index) => BinaryPrimitives.ReadInt32LittleEndian(fields.AsSpan(index * sizeof(int)));
}

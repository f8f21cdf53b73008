using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.InteropServices;
using ZstdSharp;
using ZstdSharp.Unsafe;

namespace Recurrent.Cli.Startup;

/// <summary>The wide program behind the end of the narrow one's file, as its difference from it: the two have all their data and most of their code in common.</summary>
/// <remarks>
/// eng/pack puts it there. The last 32 bytes of the file: length of the difference packed, length of the program, its CRC-32C (all 64 bits, little-endian), and a
/// mark. The difference is packed with Zstandard: the number of steps; of every step how many bytes of the narrow program get something added, how many bytes of
/// the wide one's own follow, and how far to move in the narrow one then (32 bits each); all bytes to add; all bytes of its own.
/// </remarks>
internal static class WidePayload
{
    private const int TrailerLength = 32;
    private const int StepLength = 3 * sizeof(int);
    private const long LongestProgram = 1 << 27;

    /// <summary>2²⁷ bytes hold the longest program.</summary>
    private const int WindowLog = 27;

    private static ReadOnlySpan<byte> Mark => "RNNWIDE2"u8;

    /// <summary>Puts the wide program together.</summary>
    /// <param name="file">The bytes of the published file.</param>
    /// <returns>The program, or null when the file carries none or what it carries is damaged.</returns>
    /// <exception cref="ZstdException">What it carries is damaged.</exception>
    public static byte[]? Unpack(ReadOnlySpan<byte> file)
    {
        if (file.Length < TrailerLength || !file.EndsWith(Mark)) return null;
        var trailer = file[^TrailerLength..];
        var (packed, length, sum) = (Number(trailer), Number(trailer[sizeof(long)..]), Number(trailer[(2 * sizeof(long))..]));
        if (packed < 0 || packed > file.Length - TrailerLength || length is < 0 or > LongestProgram) return null;
        var narrow = file[..(int)(file.Length - TrailerLength - packed)];
        var program = GC.AllocateUninitializedArray<byte>((int)length);
        return Apply(Difference(file.Slice(narrow.Length, (int)packed)), narrow, program) && Sum(program) == sum ? program : null;
    }

    private static long Number(ReadOnlySpan<byte> bytes) => BinaryPrimitives.ReadInt64LittleEndian(bytes);

    private static ReadOnlySpan<byte> Difference(ReadOnlySpan<byte> packed)
    {
        // Its steps, and a byte for every one of the program.
        if (Decompressor.GetDecompressedSize(packed) > 2 * LongestProgram) return [];
        using var decompressor = new Decompressor();
        decompressor.SetParameter(ZSTD_dParameter.ZSTD_d_windowLogMax, WindowLog);
        return decompressor.Unwrap(packed);
    }

    private static bool Apply(ReadOnlySpan<byte> difference, ReadOnlySpan<byte> narrow, Span<byte> program)
    {
        if (difference.Length < sizeof(int)) return false;
        long steps = BinaryPrimitives.ReadInt32LittleEndian(difference), place = 0;
        if (steps < 0 || sizeof(int) + (steps * StepLength) + program.Length != difference.Length) return false;
        var rest = difference.Slice(sizeof(int), (int)steps * StepLength);
        var added = difference[(sizeof(int) + rest.Length)..];
        var own = added[(int)Math.Min(added.Length, TotalAdded(rest))..];
        for (; rest.Length > 0; rest = rest[StepLength..])
        {
            var (adds, follows, move) = (Field(rest, 0), Field(rest, 1), Field(rest, 2));
            if (adds < 0 || follows < 0 || (long)adds + follows > program.Length || adds > added.Length || follows > own.Length) return false;
            if (place < 0 || place + adds > narrow.Length) return false;
            Add(narrow.Slice((int)place, adds), added, program[..adds]);
            own[..follows].CopyTo(program[adds..]);
            added = added[adds..];
            own = own[follows..];
            program = program[(adds + follows)..];
            place += (long)adds + move;
        }

        return program.Length == 0;
    }

    private static long TotalAdded(ReadOnlySpan<byte> steps)
    {
        long total = 0;
        for (; steps.Length > 0; steps = steps[StepLength..]) total += Math.Max(0, Field(steps, 0));
        return total;
    }

    private static int Field(ReadOnlySpan<byte> step, int index) => BinaryPrimitives.ReadInt32LittleEndian(step[(index * sizeof(int))..]);

    private static void Add(ReadOnlySpan<byte> narrow, ReadOnlySpan<byte> added, Span<byte> program)
    {
        var place = 0;
        for (; place <= program.Length - Vector<byte>.Count; place += Vector<byte>.Count)
            (new Vector<byte>(narrow[place..]) + new Vector<byte>(added[place..])).CopyTo(program[place..]);
        for (; place < program.Length; place++) program[place] = (byte)(narrow[place] + added[place]);
    }

    private static uint Sum(ReadOnlySpan<byte> program)
    {
        var sum = 0u;
        var words = MemoryMarshal.Cast<byte, ulong>(program);
        foreach (var word in words) sum = BitOperations.Crc32C(sum, word);
        foreach (var value in program[(words.Length * sizeof(ulong))..]) sum = BitOperations.Crc32C(sum, value);
        return sum;
    }
}

using System.Numerics;
using System.Runtime.InteropServices;

namespace Recurrent.Cli.Startup;

/// <summary>Takes a program piece by piece and adds up its CRC-32C.</summary>
/// <param name="program">Where it goes.</param>
internal sealed class ProgramOutput(Stream program)
{
    private readonly byte[] _piece = new byte[1 << 18];
    private int _filled;

    /// <summary>Bytes taken so far.</summary>
    public long Length { get; private set; }

    /// <summary>CRC-32C of what was flushed.</summary>
    public uint Sum { get; private set; }

    /// <summary>Takes bytes of the narrow program with what is to be added to them.</summary>
    public void Add(Stream content, NarrowProgram narrow, long place, int count)
    {
        while (count > 0)
        {
            var some = narrow.At(place, Math.Min(count, Room()));
            var target = _piece.AsSpan(_filled, some.Length);
            content.ReadExactly(target);
            Add(some, target);
            Take(some.Length);
            (place, count) = (place + some.Length, count - some.Length);
        }
    }

    /// <summary>Takes bytes as they are.</summary>
    public void Write(ReadOnlySpan<byte> bytes)
    {
        while (bytes.Length > 0)
        {
            var some = bytes[..Math.Min(bytes.Length, Room())];
            some.CopyTo(_piece.AsSpan(_filled));
            Take(some.Length);
            bytes = bytes[some.Length..];
        }
    }

    /// <summary>Hands on what is still here.</summary>
    public void Flush()
    {
        var piece = _piece.AsSpan(0, _filled);
        var words = MemoryMarshal.Cast<byte, ulong>(piece);
        foreach (var word in words) Sum = BitOperations.Crc32C(Sum, word);
        foreach (var value in piece[(words.Length * sizeof(ulong))..]) Sum = BitOperations.Crc32C(Sum, value);
        program.Write(piece);
        _filled = 0;
    }

    private static void Add(ReadOnlySpan<byte> values, Span<byte> target)
    {
        var place = 0;
        for (; place <= target.Length - Vector<byte>.Count; place += Vector<byte>.Count)
            (new Vector<byte>(values[place..]) + new Vector<byte>(target[place..])).CopyTo(target[place..]);
        for (; place < target.Length; place++) target[place] += values[place];
    }

    private int Room()
    {
        if (_filled == _piece.Length) Flush();
        return _piece.Length - _filled;
    }

    private void Take(int count) => (_filled, Length) = (_filled + count, Length + count);
}

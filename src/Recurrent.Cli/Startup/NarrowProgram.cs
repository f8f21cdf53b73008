using Microsoft.Win32.SafeHandles;

namespace Recurrent.Cli.Startup;

/// <summary>The narrow program's bytes, some of them at a time.</summary>
/// <param name="file">The published file, which it begins.</param>
/// <param name="length">Its length.</param>
internal sealed class NarrowProgram(SafeFileHandle file, long length)
{
    /// <summary>What is read before the place asked for: steps go back a little now and then.</summary>
    private const int Before = 1 << 14;

    private readonly byte[] _piece = new byte[1 << 18];
    private long _start;
    private int _count;

    /// <summary>Whether there are so many bytes at a place.</summary>
    public bool Has(long place, int count) => place >= 0 && place + count <= length;

    /// <summary>At least one byte at a place, and at most so many.</summary>
    public ReadOnlySpan<byte> At(long place, int most)
    {
        if (place < _start || place >= _start + _count)
        {
            _start = Math.Max(0, place - Before);
            _count = RandomAccess.Read(file, _piece.AsSpan(0, (int)Math.Min(_piece.Length, length - _start)), _start);
            if (place >= _start + _count) throw new EndOfStreamException($"The file ends before byte {place}.");
        }

        var first = (int)(place - _start);
        return _piece.AsSpan(first, Math.Min(most, _count - first));
    }
}

using System.Text;

namespace Recurrent.TimeSeries.AnomalyDetection;

/// <summary>Bytes on their way out; grows to the longest row and is then reused.</summary>
internal sealed class RowBuffer
{
    private const int Decimals = 6;
    private const int Unit = 1_000_000;
    private byte[] _bytes = new byte[1 << 16];
    private int _length;

    public void Append(ReadOnlySpan<byte> bytes)
    {
        bytes.CopyTo(Free(bytes.Length));
        _length += bytes.Length;
    }

    public void Append(byte one)
    {
        Free(1)[0] = one;
        _length++;
    }

    public void Append(string text)
    {
        var destination = Free(Encoding.UTF8.GetMaxByteCount(text.Length));
        _length += Encoding.UTF8.GetBytes(text, destination);
    }

    /// <summary>A number from 0 to 1 with six decimals.</summary>
    public void AppendShare(double share)
    {
        var scaled = (int)Math.Round(Math.Clamp(share, 0, 1) * Unit);
        var destination = Free(Decimals + 2);
        destination[0] = (byte)('0' + (scaled / Unit));
        destination[1] = (byte)'.';
        scaled %= Unit;
        for (var place = Decimals + 1; place > 1; place--, scaled /= 10) destination[place] = (byte)('0' + (scaled % 10));
        _length += Decimals + 2;
    }

    /// <summary>A number with six significant digits.</summary>
    public void AppendNumber(double value)
    {
        const int longest = 32;
        value.TryFormat(Free(longest), out var written, "G6", System.Globalization.CultureInfo.InvariantCulture);
        _length += written;
    }

    public void WriteTo(Stream output)
    {
        if (_length == 0) return;
        output.Write(_bytes, 0, _length);
        output.Flush();
        _length = 0;
    }

    private Span<byte> Free(int count)
    {
        if (_length + count > _bytes.Length) Array.Resize(ref _bytes, Math.Max(_bytes.Length * 2, _length + count));
        return _bytes.AsSpan(_length);
    }
}

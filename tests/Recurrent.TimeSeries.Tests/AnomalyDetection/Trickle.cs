namespace Recurrent.TimeSeries.Tests.AnomalyDetection;

/// <summary>Gives one line a read and counts the lines that the output does not have yet when more is asked for.</summary>
internal sealed class Trickle(byte[] text, MemoryStream output) : MemoryStream
{
    private int _place;
    private int _given;

    public int LinesNotAnswered { get; private set; }

    public override int Read(Span<byte> buffer)
    {
        LinesNotAnswered = Math.Max(LinesNotAnswered, _given - output.ToArray().Count(static letter => letter == '\n'));
        var rest = text.AsSpan(_place);
        var count = Math.Min(buffer.Length, rest.IndexOf((byte)'\n') + 1);
        rest[..count].CopyTo(buffer);
        _place += count;
        if (count > 0) _given++;
        return count;
    }

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) => ValueTask.FromResult(Read(buffer.Span));
}

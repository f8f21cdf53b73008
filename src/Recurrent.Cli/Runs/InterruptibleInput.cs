namespace Recurrent.Cli.Runs;

/// <summary>A stream that stops waiting for its next bytes when the command is interrupted.</summary>
/// <param name="input">May wait for ever, as for somebody to type; belongs to this stream.</param>
/// <param name="cancellation">Ends the wait; the read that waits is left behind.</param>
internal sealed class InterruptibleInput(Stream input, CancellationToken cancellation) : Stream
{
    private const int MostAtOnce = 1 << 16;

    // A read that was left behind may still fill it, so no caller's memory will do.
    private readonly byte[] _bytes = new byte[MostAtOnce];

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    public override int Read(Span<byte> buffer)
    {
        var count = ReadAsync(Math.Min(buffer.Length, MostAtOnce), cancellation).GetAwaiter().GetResult();
        _bytes.AsSpan(0, count).CopyTo(buffer);
        return count;
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellation, cancellationToken);
        var count = await ReadAsync(Math.Min(buffer.Length, MostAtOnce), either.Token).ConfigureAwait(false);
        _bytes.AsMemory(0, count).CopyTo(buffer);
        return count;
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing) input.Dispose();
        base.Dispose(disposing);
    }

    private async Task<int> ReadAsync(int most, CancellationToken stop)
    {
        try
        {
            stop.ThrowIfCancellationRequested();
            return await Task.Run(() => input.Read(_bytes, 0, most), CancellationToken.None).WaitAsync(stop).ConfigureAwait(false);
        }
        catch (OperationCanceledException interruption)
        {
            throw new OperationCanceledException("Interrupted while it read standard input: run the command again.", interruption, stop);
        }
    }
}

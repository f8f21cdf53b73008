namespace Recurrent.Training.Data.Parquet;

/// <summary>The bytes of a file up to a limit: a reader that has lost its way in damaged pages meets an end instead of bytes nobody has looked at.</summary>
internal sealed class BoundedContent(Stream content) : Stream
{
    /// <summary>The first byte that is not given out.</summary>
    public long Limit { get; set; } = content.Length;

    public override bool CanRead => true;

    public override bool CanSeek => true;

    public override bool CanWrite => false;

    public override long Length => content.Length;

    public override long Position { get => content.Position; set => content.Position = value; }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override int Read(Span<byte> buffer)
    {
        if (buffer.IsEmpty) return 0;
        var rest = Limit - content.Position;
        var count = rest <= 0 ? 0 : content.Read(buffer[..(int)Math.Min(buffer.Length, rest)]);
        return count > 0 ? count : throw new EndOfStreamException("its pages hold less than their headers say");
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        Task.FromResult(Read(buffer.AsSpan(offset, count)));

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) => ValueTask.FromResult(Read(buffer.Span));

    public override long Seek(long offset, SeekOrigin origin) => content.Seek(offset, origin);

    public override void Flush()
    {
    }

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing) content.Dispose();
        base.Dispose(disposing);
    }
}

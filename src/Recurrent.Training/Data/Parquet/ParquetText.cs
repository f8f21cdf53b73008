using System.Buffers;
using System.Text;

namespace Recurrent.Training.Data.Parquet;

/// <summary>A Parquet file as the bytes of a CSV file: a header line with the names of the columns, then one line a row.</summary>
/// <remarks>Every reader of CSV reads Parquet through this, with the same checks and messages; the header is row 1 there too.</remarks>
internal sealed class ParquetText : Stream
{
    private const int LinesAtOnce = 1024;
    private readonly ParquetTable _table;
    private readonly ArrayBufferWriter<byte> _text = new();
    private int _position;
    private int _group;
    private int _rows;

    /// <summary>Opens a file.</summary>
    /// <param name="file">Its name, for messages.</param>
    /// <param name="content">The content, which can seek; it belongs to this stream from now on.</param>
    /// <exception cref="DataFormatException">It is damaged, encrypted, or no table.</exception>
    public ParquetText(string file, Stream content)
    {
        _table = new ParquetTable(file, content);
        Encoding.UTF8.GetBytes(string.Join(',', _table.Columns.Select(static column => ParquetTexts.AsField(column.Field.Name))) + "\n", _text);
    }

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override int Read(Span<byte> buffer)
    {
        while (_position == _text.WrittenCount)
            if (!Refill()) return 0;
        var count = Math.Min(buffer.Length, _text.WrittenCount - _position);
        _text.WrittenSpan.Slice(_position, count).CopyTo(buffer);
        _position += count;
        return count;
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        Task.FromResult(Read(buffer.AsSpan(offset, count)));

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) => ValueTask.FromResult(Read(buffer.Span));

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing) _table.Dispose();
        base.Dispose(disposing);
    }

    private bool Refill()
    {
        while (_rows == 0)
        {
            if (_group == _table.GroupCount) return false;
            _rows = _table.Load(_group++);
        }

        _text.ResetWrittenCount();
        _position = 0;
        for (var line = Math.Min(LinesAtOnce, _rows); line > 0; line--, _rows--) WriteLine();
        return true;
    }

    private void WriteLine()
    {
        var start = _text.WrittenCount;
        for (var column = 0; column < _table.Columns.Length; column++)
        {
            if (column > 0) _text.Write(","u8);
            _table.Columns[column].WriteNext(_text);
        }

        // A line without anything would be no row.
        if (_text.WrittenCount == start) _text.Write("\"\""u8);
        _text.Write("\n"u8);
    }
}

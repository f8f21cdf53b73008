using System.Text;

namespace Recurrent.Training.Data;

/// <summary>Streams the physical lines of a UTF-8 file (plain, gzip or written out of Parquet), counting them and refusing what is no text.</summary>
internal sealed class TextLines : IDisposable
{
    /// <summary>Longest line in bytes; a wide file with 100,000 values fits.</summary>
    public const int LongestLine = 4 << 20;

    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);
    private readonly Stream _stream;
    private readonly byte[] _buffer = new byte[1 << 14];
    private byte[] _line = new byte[256];
    private int _lineLength;
    private int _position;
    private int _filled;
    private readonly bool _isProse;
    private bool _skipLineFeed;
    private string? _peeked;
    private bool _isPeeked;

    /// <summary>Opens a file.</summary>
    /// <param name="file">The file.</param>
    /// <param name="isProse">Whether it holds prose, where control characters but NUL may stand, and no table.</param>
    /// <param name="mayBeTable">Whether a Parquet file is read as the table it is; else it is refused.</param>
    public TextLines(string file, bool isProse = false, bool mayBeTable = true)
        : this(Open(file, KindOf(isProse)), file, isProse, mayBeEmpty: false, mayBeTable)
    {
    }

    /// <summary>Reads a stream, such as standard input.</summary>
    /// <param name="stream">Text, or gzip where the stream can go back to its start; belongs to the lines from now on.</param>
    /// <param name="name">What messages call it.</param>
    /// <param name="isProse">Whether it holds prose, where control characters but NUL may stand, and no table.</param>
    /// <param name="mayBeEmpty">Whether nothing at all is a text without lines and no mistake.</param>
    /// <param name="mayBeTable">Whether Parquet is read as the table it is; else it is refused.</param>
    public TextLines(Stream stream, string name, bool isProse, bool mayBeEmpty = false, bool mayBeTable = true)
    {
        (File, _isProse) = (name, isProse);
        _stream = stream;
        try
        {
            _stream = PackedContent.Unpack(stream, name, mayBeTable);
            Fill();
            if (_filled == 0 && !mayBeEmpty) throw Error(null, "an empty file", _isProse ? "text" : "a header line and rows of data", "Check that the export wrote the file");
            RefuseKnownBinaries();
        }
        catch
        {
            _stream.Dispose();
            throw;
        }
    }

    public string File { get; }

    /// <summary>Whether the line last returned was ended by a line end, as the last of a file may not be.</summary>
    public bool IsEnded { get; private set; }

    /// <summary>1-based number of the line last returned.</summary>
    public long LineNumber { get; private set; }

    /// <summary>The line that <see cref="Next"/> gives next, or null at the end of the file.</summary>
    public string? Peek()
    {
        if (_isPeeked) return _peeked;
        (_peeked, _isPeeked) = (Read(), true);
        if (_peeked is not null) LineNumber--;
        return _peeked;
    }

    /// <summary>The next line without its end, or null at the end of the file. CR, LF and CRLF all end a line.</summary>
    public string? Next()
    {
        if (!_isPeeked) return Read();
        _isPeeked = false;
        if (_peeked is not null) LineNumber++;
        return _peeked;
    }

    private string? Read()
    {
        _lineLength = 0;
        while (true)
        {
            if (_position == _filled && !Fill()) return _lineLength == 0 ? null : Finish(isEnded: false);
            if (_skipLineFeed && _buffer[_position] == '\n') _position++;
            _skipLineFeed = false;
            var rest = _buffer.AsSpan(_position, _filled - _position);
            var end = rest.IndexOfAny((byte)'\n', (byte)'\r');
            Append(end < 0 ? rest : rest[..end]);
            _position += end < 0 ? rest.Length : end + 1;
            if (end < 0) continue;
            _skipLineFeed = rest[end] == '\r';
            return Finish(isEnded: true);
        }
    }

    public void Dispose() => _stream.Dispose();

    private string Kind => KindOf(_isProse);

    private static string KindOf(bool isProse) => isProse ? "text" : "CSV";

    private DataFormatException Error(long? row, string found, string expected, string fix) =>
        new() { File = File, Row = row, Found = found, Expected = expected, Fix = fix };

    private static FileStream Open(string file, string kind)
    {
        if (Directory.Exists(file))
            throw new DataFormatException { File = file, Found = "a folder", Expected = $"a readable {kind} file", Fix = "Name the file in it" };
        try
        {
            return new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.Read);
        }
        catch (Exception error) when (error is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new DataFormatException(error.Message, error)
            {
                File = file,
                Found = "no file",
                Expected = $"a readable {kind} file",
                Fix = "Check the path" + NearbyFile(file),
            };
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new DataFormatException(error.Message, error)
            {
                File = file,
                Found = "a file that cannot be opened: " + error.Message,
                Expected = $"a readable {kind} file",
                Fix = "Check the path and its permissions",
            };
        }
    }

    private static string NearbyFile(string file)
    {
        var folder = Path.GetDirectoryName(Path.GetFullPath(file));
        return Directory.Exists(folder)
            ? NearestName.Suggestion(Path.GetFileName(file), Directory.EnumerateFiles(folder).Select(path => Path.GetFileName(path)))
            : $": the folder '{folder}' does not exist";
    }

    private bool Fill()
    {
        try
        {
            _position = 0;
            _filled = _stream.Read(_buffer);
            return _filled > 0;
        }
        catch (Exception error) when (error is InvalidDataException or IOException or UnauthorizedAccessException)
        {
            throw new DataFormatException(error.Message, error)
            {
                File = File,
                Row = LineNumber + 1,
                Found = "data that cannot be read: " + error.Message,
                Expected = "plain text or an undamaged gzip file",
                Fix = "Copy or compress the file again",
            };
        }
    }

    private void RefuseKnownBinaries()
    {
        var start = _buffer.AsSpan(0, _filled);
        if (start.StartsWith((ReadOnlySpan<byte>)[0xEF, 0xBB, 0xBF])) _position = 3;
        else if (start.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xFE]) || start.StartsWith((ReadOnlySpan<byte>)[0xFE, 0xFF]))
            throw Error(1, "UTF-16 text (byte order mark)", "UTF-8", "Save the file as UTF-8, for example: iconv -f UTF-16 -t UTF-8");
        else if (start.StartsWith("PK\u0003\u0004"u8))
            throw Error(1, _isProse ? "a zip archive or office document" : "a zip archive or Excel workbook", $"{Kind} text", _isProse ? "Save it as plain text (UTF-8), or unpack the archive" : "Export the sheet as CSV (UTF-8), or unpack the archive");
        else if (start.StartsWith((ReadOnlySpan<byte>)[0x1F, 0x8B]))
            throw Error(1, "gzip data", $"{Kind} text", "Unpack it first, for example: gzip -dc FILE");
        else if (start.StartsWith("PAR1"u8))
            throw Error(1, "Parquet data within gzip or on standard input", $"{Kind} text", "Unpack it where it is packed and name the file itself: Parquet is read from its end");
    }

    private void Append(ReadOnlySpan<byte> bytes)
    {
        var needed = _lineLength + bytes.Length;
        if (needed > LongestLine)
            throw Error(LineNumber + 1, $"a line of more than {LongestLine} bytes", _isProse ? "shorter lines" : "rows separated by line ends", _isProse ? "Break the text into lines" : "Check that the file is CSV");
        if (needed > _line.Length) Array.Resize(ref _line, Math.Min(LongestLine, Math.Max(needed, 2 * _line.Length)));
        bytes.CopyTo(_line.AsSpan(_lineLength));
        _lineLength = needed;
    }

    private string Finish(bool isEnded)
    {
        LineNumber++;
        IsEnded = isEnded;
        var bytes = _line.AsSpan(0, _lineLength);
        if (bytes.Contains((byte)0))
            throw Error(LineNumber, "a NUL byte", "UTF-8 text",
                "The file is binary, or UTF-16 without a mark: save it as UTF-8");
        foreach (var one in bytes)
            if (!_isProse && one < 0x20 && one != '\t')
                throw Error(LineNumber, $"the control byte 0x{one:X2}", "UTF-8 text", "The file looks binary: export it as CSV");
        try
        {
            return Utf8.GetString(bytes);
        }
        catch (DecoderFallbackException error)
        {
            throw new DataFormatException(error.Message, error)
            {
                File = File,
                Row = LineNumber,
                Found = $"bytes that are not UTF-8 (at byte {error.Index + 1} of the line)",
                Expected = "UTF-8",
                Fix = "Save the file as UTF-8, for example: iconv -f LATIN1 -t UTF-8",
            };
        }
    }
}

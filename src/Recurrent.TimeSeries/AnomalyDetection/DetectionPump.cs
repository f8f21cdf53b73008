using Recurrent.Training.Data;

namespace Recurrent.TimeSeries.AnomalyDetection;

/// <summary>Judges CSV rows from one byte stream to another, row by row, in memory that does not grow with the stream.</summary>
/// <remarks>
/// Input columns go through as they are; <c>anomaly_score</c> and <c>is_anomaly</c> follow them. What has been judged is written before more
/// input is waited for, so a reader sees every row as soon as it came. No row changes what was said of an earlier one.
/// </remarks>
public sealed class DetectionPump
{
    private const int BufferSize = 1 << 16;
    private readonly Detector _detector;
    private readonly bool _explains;

    /// <summary>Makes a pump.</summary>
    /// <param name="detector">Who judges.</param>
    /// <param name="explains">Whether <c>anomaly_channel</c> and <c>expected</c> are written too.</param>
    public DetectionPump(Detector detector, bool explains = false)
    {
        ArgumentNullException.ThrowIfNull(detector);
        (_detector, _explains) = (detector, explains);
    }

    /// <summary>Judges all rows until the input ends.</summary>
    /// <param name="input">CSV in UTF-8, plain or gzip, with the header of the training file or without one.</param>
    /// <param name="output">Receives the rows.</param>
    /// <param name="name">What to call the input in messages.</param>
    /// <param name="cancellationToken">Ends the run, also while it waits for input; rows so far are written.</param>
    /// <returns>Rows and alarms.</returns>
    /// <exception cref="DataFormatException">A row cannot be used; rows before it are written.</exception>
    /// <exception cref="OperationCanceledException">The run was cancelled.</exception>
    public async Task<DetectionCounts> RunAsync(Stream input, Stream output, string name, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(input);
        ArgumentNullException.ThrowIfNull(output);
        var rows = new DetectionRows(_detector, name, _explains);
        var buffer = new byte[BufferSize];
        var filled = 0;
        try
        {
            while (true)
            {
                // What is known goes out before waiting for more.
                rows.WriteTo(output);
                if (filled == buffer.Length) buffer = Enlarge(buffer, rows, name);
                var count = await ReadAsync(input, buffer.AsMemory(filled), new Place(name, rows.Line), cancellationToken).ConfigureAwait(false);
                if (count == 0) break;
                filled = Take(buffer.AsSpan(0, filled + count), rows);
            }
            if (filled > 0) rows.Push(buffer.AsSpan(0, filled));
            rows.Finish();
        }
        finally
        {
            rows.WriteTo(output);
        }
        return rows.Counts;
    }

    /// <summary>The input as CSV where its first bytes say that it is gzip or Parquet.</summary>
    /// <param name="input">A stream; one that cannot go back is returned as it is.</param>
    /// <returns>The stream to read from.</returns>
    /// <exception cref="DataFormatException">The input is Parquet and cannot be read.</exception>
    public static Stream Unpack(Stream input)
    {
        ArgumentNullException.ThrowIfNull(input);
        return PackedContent.Unpack(input, input is FileStream file ? file.Name : "input");
    }

    private static int Take(Span<byte> bytes, DetectionRows rows)
    {
        var rest = bytes;
        while (rest.IndexOf((byte)'\n') is var end and >= 0)
        {
            rows.Push(rest[..end]);
            rest = rest[(end + 1)..];
        }
        rest.CopyTo(bytes);
        return rest.Length;
    }

    private static byte[] Enlarge(byte[] buffer, DetectionRows rows, string name)
    {
        if (buffer.Length >= TextLines.LongestLine)
            throw new DataFormatException
            {
                File = name,
                Row = rows.Line + 1,
                Found = $"a line of more than {TextLines.LongestLine} bytes",
                Expected = "rows separated by line feeds",
                Fix = "Check that the input is CSV",
            };
        Array.Resize(ref buffer, buffer.Length * 2);
        return buffer;
    }

    private static async ValueTask<int> ReadAsync(Stream input, Memory<byte> destination, Place place, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        try
        {
            var read = input.ReadAsync(destination, cancellation);

            // A console that waits for somebody to type cannot be interrupted, but nobody has to wait with it.
            return read.IsCompleted ? await read.ConfigureAwait(false) : await read.AsTask().WaitAsync(cancellation).ConfigureAwait(false);
        }
        catch (InvalidDataException damage)
        {
            throw new DataFormatException(damage.Message, damage)
            {
                File = place.Name,
                Row = place.Line + 1,
                Found = "data that cannot be read: " + damage.Message,
                Expected = "plain text or an undamaged gzip file",
                Fix = "Copy or compress the file again",
            };
        }
    }

    private readonly record struct Place(string Name, long Line);
}

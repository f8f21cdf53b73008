using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Threading.Channels;
using Recurrent.Training.Data;

namespace Recurrent.Text.Tagging;

/// <summary>Tags sentences from one stream to another, in memory that does not grow with the stream.</summary>
/// <remarks>While some sentences are tagged the next are read; a sentence that comes alone is answered alone, as soon as it is complete.</remarks>
internal sealed class TaggingPump(SequenceTagger tagger, TagInput form, bool withProbabilities)
{
    private const int MostAtOnce = 1024;
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Sentences tagged so far.</summary>
    public long Sentences { get; private set; }

    /// <summary>Entities found so far.</summary>
    public long Entities { get; private set; }

    /// <summary>Threads, 0 for one per core.</summary>
    public int Threads { get; init; }

    /// <summary>Tags until the input ends.</summary>
    /// <param name="input">UTF-8 text, plain or, where it can be read again from its start, gzip.</param>
    /// <param name="output">Receives the tagged lines.</param>
    /// <param name="name">What to call the input in messages.</param>
    /// <param name="cancellation">Ends the run, also while it waits for input; what was complete is written.</param>
    /// <exception cref="DataFormatException">A line cannot be used; sentences before it are written.</exception>
    /// <exception cref="OperationCanceledException">The run was cancelled.</exception>
    public void Run(Stream input, TextWriter output, string name, CancellationToken cancellation)
    {
        var channel = Channel.CreateBounded<TagLine>(new BoundedChannelOptions(2 * MostAtOnce) { SingleReader = true, SingleWriter = true });
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var reading = Task.Run(() => Fill(channel.Writer, input, name, stop.Token), CancellationToken.None);
        try
        {
            while (channel.Reader.WaitToReadAsync(cancellation).AsTask().GetAwaiter().GetResult())
            {
                var lines = new List<TagLine>();
                while (lines.Count < MostAtOnce && channel.Reader.TryRead(out var line)) lines.Add(line);
                Write(lines, output);
                output.Flush();
            }
        }
        finally
        {
            stop.Cancel();
        }

        // A reader that waits for somebody to type cannot be interrupted, but then nothing gets here.
        reading.GetAwaiter().GetResult();
    }

    private async Task Fill(ChannelWriter<TagLine> writer, Stream input, string name, CancellationToken cancellation)
    {
        var row = 0L;
        try
        {
            using var reader = new StreamReader(Unpack(input), Utf8);
            var lines = new TagLineReader(name, form);
            while (await reader.ReadLineAsync(cancellation).ConfigureAwait(false) is { } line)
            {
                row++;
                foreach (var one in lines.Next(line)) await writer.WriteAsync(one, cancellation).ConfigureAwait(false);
            }
            foreach (var one in lines.End()) await writer.WriteAsync(one, cancellation).ConfigureAwait(false);
            writer.Complete();
        }
        catch (DecoderFallbackException error)
        {
            writer.Complete(new DataFormatException(error.Message, error) { File = name, Row = row + 1, Found = "bytes that are not UTF-8, in this line or one of the next", Expected = "UTF-8", Fix = "Save the text as UTF-8, for example: iconv -f LATIN1 -t UTF-8" });
        }
        catch (Exception error)
        {
            writer.Complete(error is InvalidDataException
                ? new DataFormatException(error.Message, error) { File = name, Row = row + 1, Found = "data that cannot be read: " + error.Message, Expected = "plain text or an undamaged gzip file", Fix = "Copy or compress the file again" }
                : error);
        }
    }

    private static Stream Unpack(Stream input)
    {
        if (!input.CanSeek) return input;
        var isGzip = input.ReadByte() == 0x1F && input.ReadByte() == 0x8B;
        input.Position = 0;
        return isGzip ? new GZipStream(input, CompressionMode.Decompress) : input;
    }

    private void Write(List<TagLine> lines, TextWriter output)
    {
        var predictions = tagger.Tag([.. lines.Select(static line => line.Tokens)], withProbabilities, Threads);
        for (var index = 0; index < lines.Count; index++)
        {
            var (line, said) = (lines[index], predictions[index]);
            for (var place = 0; place < line.Lines.Count; place++)
            {
                output.Write(line.Lines[place]);
                if (said.Probabilities is { } sure)
                {
                    output.Write(sure[place].ToString("0.####", CultureInfo.InvariantCulture));
                    output.Write(line.Lines[place][^1]);
                }
                output.Write(said.Tags[place]);
                output.Write('\n');
            }
            if (line.Closing is { } closing) output.Write(closing + '\n');
            if (line.Tokens.Count > 0) Sentences++;
            Entities += said.Entities.Count;
        }
    }
}

using System.Globalization;
using Recurrent.Training.Data;

namespace Recurrent.Text.Tagging;

/// <summary>Tags sentences from one stream to another, in memory that does not grow with the stream.</summary>
/// <remarks>While some sentences are tagged the next are read; a sentence that comes alone is answered alone, as soon as it is complete.</remarks>
internal sealed class TaggingPump(SequenceTagger tagger, TagInput form, bool withProbabilities)
{
    private const int MostAtOnce = 1024;

    /// <summary>Sentences tagged so far.</summary>
    public long Sentences { get; private set; }

    /// <summary>Entities found so far.</summary>
    public long Entities { get; private set; }

    /// <summary>Threads, 0 for one per core.</summary>
    public int Threads { get; init; }

    /// <summary>Tags until the input ends.</summary>
    /// <param name="input">Lines of either form.</param>
    /// <param name="output">Receives the tagged lines.</param>
    /// <param name="cancellation">Ends the run, also while it waits for input; what was complete is written.</param>
    /// <exception cref="DataFormatException">A line cannot be used; sentences before it are written.</exception>
    /// <exception cref="OperationCanceledException">The run was cancelled.</exception>
    public void Run(TextLines input, TextWriter output, CancellationToken cancellation)
    {
        foreach (var lines in ReadAhead.Batches(Pieces(input), static piece => piece.Tokens.Sum(static token => token.Length + 1L), MostAtOnce, cancellation))
        {
            Write(lines, output);
            output.Flush();
        }
    }

    private IEnumerable<TagLine> Pieces(TextLines input)
    {
        var reader = new TagLineReader(input.File, form, withProbabilities);
        while (input.Next() is { } line)
        {
            foreach (var one in reader.Next(line)) yield return one;
        }
        foreach (var one in reader.End()) yield return one;
    }

    private void Write(IReadOnlyList<TagLine> lines, TextWriter output)
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

using System.Globalization;
using Recurrent.Cli.Runs;
using Recurrent.Text.Translation;
using Recurrent.Training.Data;

namespace Recurrent.Cli.Tasks.Translate;

/// <summary>Translates lines as they come: those that are there already together, so that files go fast and a lone line does not wait.</summary>
/// <param name="translator">The translator.</param>
/// <param name="options">How to search.</param>
/// <param name="best">Translations a line; above 1 each is written as number, score, log-probability and text, separated by tabs.</param>
internal sealed class SentencePump(Translator translator, TranslateOptions options, int best)
{
    private const int MostTogether = 2048;

    /// <summary>Reads, translates and writes until the lines end.</summary>
    /// <returns>How many lines came.</returns>
    /// <exception cref="DataFormatException">A line is no UTF-8 or too long; all before it are written.</exception>
    public long Run(TextLines lines, TextWriter output, CancellationToken cancellation)
    {
        var count = 0L;
        foreach (var part in ReadAhead.Batches(InputLines.All(lines), static line => line.Length, MostTogether, cancellation))
        {
            WritePart(new TextPart(lines.File, part, count), output, cancellation);
            count += part.Count;
        }
        return count;
    }

    /// <summary>Translates and writes lines that came together.</summary>
    /// <exception cref="DataFormatException">A line is too long; all before it are written.</exception>
    public void WritePart(TextPart part, TextWriter output, CancellationToken cancellation)
    {
        try
        {
            Write(translator.TranslateAll(part.Lines, options, cancellation), part.Before, output);
        }
        catch (DataFormatException refusal)
        {
            // The lines before the one that is refused are as good as if they had come alone.
            string[] good = [.. part.Lines.Take((int)refusal.Row!.Value - 1)];
            Write(translator.TranslateAll(good, options, cancellation), part.Before, output);
            throw new DataFormatException(refusal.Message, refusal) { File = part.File, Row = part.Before + refusal.Row, Found = refusal.Found, Expected = refusal.Expected, Fix = refusal.Fix };
        }
    }

    private void Write(IReadOnlyList<IReadOnlyList<Translation>> found, long before, TextWriter output)
    {
        for (var index = 0; index < found.Count; index++)
        {
            if (best == 1) output.WriteLine(OneLine(found[index][0].Text));
            else foreach (var one in found[index].Take(best))
                output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{before + index + 1}\t{one.Score:F6}\t{one.LogProbability:F6}\t{OneLine(one.Text)}"));
        }
        output.Flush();
    }

    /// <summary>A translation stays on its line, whatever the network writes.</summary>
    private static string OneLine(string text) => text.AsSpan().IndexOfAny('\n', '\r', '\t') < 0 ? text : text.Replace('\n', ' ').Replace('\r', ' ').Replace('\t', ' ');
}

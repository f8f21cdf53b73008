using Recurrent.Training.Data;

namespace Recurrent.Text.Tagging;

/// <summary>Cuts lines of either form into sentences, one line after another.</summary>
/// <param name="name">What to call the input in messages.</param>
/// <param name="form">How it is written.</param>
/// <param name="withProbabilities">Whether tags are written with their probability before them.</param>
internal sealed class TagLineReader(string name, TagInput form, bool withProbabilities)
{
    private readonly ConllParser _parser = new(name);
    private readonly List<string> _raw = [];
    private readonly List<string> _waiting = [];
    private TagInput _form = form;

    /// <summary>Takes a line.</summary>
    /// <returns>What is complete by now.</returns>
    /// <exception cref="DataFormatException">The line does not fit the form.</exception>
    public IEnumerable<TagLine> Next(string line)
    {
        if (_form != TagInput.Auto) return Known(line);
        _waiting.Add(line);
        _form = Decide();
        return _form == TagInput.Auto ? [] : Flush();
    }

    /// <summary>What the end of the input completes.</summary>
    public IEnumerable<TagLine> End()
    {
        if (_form == TagInput.Auto) _form = TagInput.Text;
        foreach (var one in Flush()) yield return one;
        if (_form == TagInput.Conll && Sentence(_parser.End(), closing: null) is { } last) yield return last;
    }

    private List<TagLine> Flush()
    {
        List<TagLine> lines = [.. _waiting.SelectMany(Known)];
        _waiting.Clear();
        return lines;
    }

    /// <summary>The form that the first filled line shows; a line of one word needs the next to tell.</summary>
    private TagInput Decide()
    {
        var first = _waiting.FindIndex(static line => !string.IsNullOrWhiteSpace(line));
        if (first < 0) return TagInput.Auto;
        var line = _waiting[first];
        var fields = ConllParser.Split(line);
        if (line.Contains('\t', StringComparison.Ordinal) || line.StartsWith(ConllFile.DocumentStart, StringComparison.Ordinal)) return TagInput.Conll;
        if (fields.Length > 1) return TagSequence.IsTag(fields[^1]) ? TagInput.Conll : TagInput.Text;
        if (first + 1 == _waiting.Count) return TagInput.Auto;
        return ConllParser.Split(_waiting[first + 1]).Length <= 1 ? TagInput.Conll : TagInput.Text;
    }

    private IEnumerable<TagLine> Known(string line)
    {
        if (_form != TagInput.Conll)
        {
            IReadOnlyList<string> tokens = _form == TagInput.Text ? SentenceTokens.Split(line) : line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
            yield return new TagLine(tokens, [.. tokens.Select(static token => token + " ")]) { Closing = "" };
            yield break;
        }

        var block = _parser.Next(line);
        var isBetween = string.IsNullOrWhiteSpace(line) || line.StartsWith(ConllFile.DocumentStart, StringComparison.Ordinal);
        if (!isBetween) _raw.Add(line.TrimEnd('\t', ' ') + Separator(line));
        if (!isBetween) yield break;

        var closing = string.IsNullOrWhiteSpace(line) ? "" : ConllParser.Split(line).Length > 1 ? Marked(line) : line;
        yield return Sentence(block, closing) ?? new TagLine([], []) { Closing = closing };
    }

    private TagLine? Sentence(ConllBlock? block, string? closing)
    {
        if (block is null) return null;
        var sentence = new TagLine([.. Enumerable.Range(0, block.Lines.Count).Select(block.Token)], [.. _raw]) { Closing = closing };
        _raw.Clear();
        return sentence;
    }

    /// <summary>Lines between documents take the tag that is no tag, and are sure of it, so that all lines keep the same columns.</summary>
    private string Marked(string line) =>
        line.TrimEnd() + Separator(line) + (withProbabilities ? "1" + Separator(line) : "") + TagSequence.Outside;

    private static char Separator(string line) => line.Contains('\t', StringComparison.Ordinal) ? '\t' : ' ';
}

using Recurrent.Text.Corpora;
using Recurrent.Training.Data;

namespace Recurrent.Text.Tagging;

/// <summary>
/// Files in the column format of the CoNLL shared tasks: a token a line in the first column, its tag in the last, an empty line between two
/// sentences; lines that begin with <c>-DOCSTART-</c> stand between documents.
/// </summary>
public static class ConllFile
{
    /// <summary>What a line between two documents begins with.</summary>
    public const string DocumentStart = "-DOCSTART-";

    /// <summary>Reads sentences and their tags.</summary>
    /// <param name="path">UTF-8 text, plain or gzip; columns are separated by tabs or, in lines without tab, by blanks.</param>
    /// <returns>The sentences; lines between documents are left out.</returns>
    /// <exception cref="DataFormatException">
    /// The file has no sentence, a line has another number of columns than the first or only one, or a tag is of no scheme; the message names
    /// file and line.
    /// </exception>
    public static IReadOnlyList<TaggedSentence> Read(string path)
    {
        var sentences = new List<TaggedSentence>();
        var parser = new ConllParser(path);
        foreach (var line in TextFile.Lines(path))
            if (parser.Next(line) is { } block) sentences.Add(Sentence(block, path));
        if (parser.End() is { } last) sentences.Add(Sentence(last, path));
        return sentences.Count > 0
            ? sentences
            : throw new DataFormatException { File = path, Found = "no token", Expected = "a token and its tag on every line", Fix = "Check that the export wrote the file" };
    }

    /// <summary>Writes sentences, token and tag separated by a blank, an empty line behind each sentence.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="sentences">Sentences with their tags.</param>
    /// <exception cref="ArgumentException">A sentence has no tags, or not one a token, or a token has white space in it.</exception>
    public static void Write(TextWriter writer, IEnumerable<TaggedSentence> sentences)
    {
        ArgumentNullException.ThrowIfNull(writer);
        ArgumentNullException.ThrowIfNull(sentences);
        foreach (var sentence in sentences)
        {
            if (sentence.Tags?.Count != sentence.Length)
                throw new ArgumentException($"Received a sentence of {sentence.Length} tokens and {sentence.Tags?.Count ?? 0} tags; expected one tag a token.", nameof(sentences));
            for (var index = 0; index < sentence.Length; index++)
            {
                var token = sentence.Tokens[index];
                if (token.Length == 0 || token.AsSpan().ContainsAny(" \t\r\n"))
                    throw new ArgumentException($"Received the token {DataFormatException.Quote(token)}; expected some text without blanks, tabs and line ends.", nameof(sentences));
                writer.Write($"{token} {sentence.Tags[index]}\n");
            }
            writer.Write('\n');
        }
    }

    private static TaggedSentence Sentence(ConllBlock block, string path)
    {
        var tags = new string[block.Lines.Count];
        for (var index = 0; index < tags.Length; index++)
        {
            if (block.Columns < 2)
                throw new DataFormatException { File = path, Row = block.Row + index, Found = $"the token {DataFormatException.Quote(block.Token(index))} without a tag", Expected = "a token in the first column and its tag in the last", Fix = "Add the tags, or use predict to have them found" };
            tags[index] = block.Last(index);
            if (!TagSequence.IsTag(tags[index]))
                throw new DataFormatException { File = path, Row = block.Row + index, Found = $"the tag {DataFormatException.Quote(tags[index])}", Expected = "O, or B-, I-, E- or S- and a type, such as B-PER (IOB1, IOB2 or IOBES)", Fix = "Put the tag into the last column, and write other schemes as one of these three (BILOU: L as E, U as S)" };
        }

        return new TaggedSentence([.. Enumerable.Range(0, tags.Length).Select(block.Token)], tags) { File = path, Row = block.Row };
    }
}

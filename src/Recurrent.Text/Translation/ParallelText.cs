using Recurrent.Text.Corpora;
using Recurrent.Training.Data;

namespace Recurrent.Text.Translation;

/// <summary>Reads two files whose lines belong together.</summary>
public static class ParallelText
{
    /// <summary>Reads all pairs of two UTF-8 files (plain or gzip), one sentence a line; empty lines are kept.</summary>
    /// <param name="sourcePath">The file to translate from.</param>
    /// <param name="targetPath">The file to translate to.</param>
    /// <returns>One pair a line.</returns>
    /// <exception cref="DataFormatException">A file cannot be read or is no UTF-8, or one has more lines than the other; the message names file and line.</exception>
    public static IReadOnlyList<SentencePair> Read(string sourcePath, string targetPath)
    {
        using var targets = TextFile.Lines(targetPath).GetEnumerator();
        var pairs = new List<SentencePair>();
        foreach (var source in TextFile.Lines(sourcePath))
        {
            if (!targets.MoveNext()) throw Unequal(targetPath, pairs.Count, sourcePath);
            pairs.Add(new SentencePair(source, targets.Current));
        }
        if (targets.MoveNext()) throw Unequal(sourcePath, pairs.Count, targetPath);
        return pairs;
    }

    private static DataFormatException Unequal(string shorter, int lines, string longer) => new()
    {
        File = shorter,
        Row = lines,
        Found = "the last line",
        Expected = $"as many lines as {longer}, which has more: line i of both files must be the same sentence",
        Fix = "Check that both files are whole and of the same set, and that no line was dropped or split in one of them",
    };
}

using System.Globalization;
using Recurrent.Tensors;
using Recurrent.Text.Tokenization;
using Recurrent.Training.Data;

namespace Recurrent.Text.Corpora;

/// <summary>Vectors of words that were learnt elsewhere, in the text format of GloVe or of word2vec.</summary>
public sealed class WordVectors
{
    private readonly Dictionary<string, float[]> _vectors;

    private WordVectors(int size, Dictionary<string, float[]> vectors) => (Size, _vectors) = (size, vectors);

    /// <summary>E, the width of a vector.</summary>
    public int Size { get; }

    /// <summary>How many words have a vector.</summary>
    public int Count => _vectors.Count;

    /// <summary>Reads a file: a line a word, the word and its numbers separated by single blanks; word2vec's first line <c>count size</c> may stand above.</summary>
    /// <param name="path">The file, plain or gzip.</param>
    /// <param name="wanted">Whether a word is kept, so that memory is used for those of a vocabulary only; null keeps all.</param>
    /// <returns>The vectors; of a word that comes twice, the first.</returns>
    /// <exception cref="DataFormatException">A line has another number of values, or one that is no number; the message names file and line.</exception>
    public static WordVectors Read(string path, Func<string, bool>? wanted = null)
    {
        var vectors = new Dictionary<string, float[]>(StringComparer.Ordinal);
        var (size, number) = (0, 0L);
        foreach (var line in TextFile.Lines(path))
        {
            var fields = line.TrimEnd(' ').Split(' ');
            if (++number == 1 && fields is [_, var second] && int.TryParse(second, CultureInfo.InvariantCulture, out _)) continue;
            if (size == 0) size = fields.Length - 1;
            if (size < 1 || fields.Length <= size)
                throw new DataFormatException { File = path, Row = number, Found = $"{Math.Max(0, fields.Length - 1)} numbers", Expected = $"a word and {Math.Max(1, size)} numbers", Fix = "Name a file of vectors in the text format of GloVe or word2vec" };

            // A few words of GloVe's files have blanks in them, so the numbers are counted from the end.
            var word = fields.Length == size + 1 ? fields[0] : string.Join(' ', fields[..^size]);
            if (wanted?.Invoke(word) == false || vectors.ContainsKey(word)) continue;
            vectors.Add(word, Numbers(fields.AsSpan(fields.Length - size), path, number));
        }
        return size > 0
            ? new WordVectors(size, vectors)
            : throw new DataFormatException { File = path, Row = 1, Found = "no vector", Expected = "a word and its numbers on every line", Fix = "Name a file of vectors in the text format of GloVe or word2vec" };
    }

    /// <summary>The vector of a word.</summary>
    /// <param name="word">The word as it stands in the file.</param>
    /// <returns>Its vector <c>[E]</c>, or nothing when there is none.</returns>
    public ReadOnlyMemory<float>? Find(string word) => _vectors.TryGetValue(word, out var vector) ? vector : default(ReadOnlyMemory<float>?);

    /// <summary>Puts the vectors of a vocabulary's words into a table; a word with capital letters that is missing takes the vector of its small letters.</summary>
    /// <param name="vocabulary">The words, one a row of the table.</param>
    /// <param name="table"><c>[V, E]</c>; rows of words without a vector stay as they are.</param>
    /// <returns>How many words have a vector.</returns>
    /// <exception cref="ArgumentException">The table is not <c>[V, E]</c>.</exception>
    public int CopyTo(Vocabulary vocabulary, Parameter table)
    {
        ArgumentNullException.ThrowIfNull(vocabulary);
        ArgumentNullException.ThrowIfNull(table);
        if (table.Shape != new Shape(vocabulary.Count, Size))
            throw new ArgumentException($"Received a table {table.Shape} for {vocabulary.Count} words with vectors of {Size}; expected [{vocabulary.Count}, {Size}].", nameof(table));
        var values = table.BeginUpdate();
        var found = 0;
        for (var number = 0; number < vocabulary.Count; number++)
        {
            if ((Find(vocabulary[number]) ?? Find(vocabulary[number].ToLowerInvariant())) is not { } vector) continue;
            vector.Span.CopyTo(values.Slice(number * Size, Size));
            found++;
        }
        return found;
    }

    private static float[] Numbers(ReadOnlySpan<string> fields, string path, long row)
    {
        var values = new float[fields.Length];
        for (var index = 0; index < values.Length; index++)
        {
            if (!float.TryParse(fields[index], NumberStyles.Float, CultureInfo.InvariantCulture, out values[index]) || !float.IsFinite(values[index]))
                throw new DataFormatException { File = path, Row = row, Found = DataFormatException.Quote(fields[index]), Expected = "a number", Fix = "Name a file of vectors in the text format of GloVe or word2vec" };
        }
        return values;
    }
}

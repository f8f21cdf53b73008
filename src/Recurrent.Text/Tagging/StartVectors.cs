using Recurrent.Text.Corpora;

namespace Recurrent.Text.Tagging;

/// <summary>Reads word vectors for a vocabulary, which takes up the file's first words too.</summary>
internal static class StartVectors
{
    /// <summary>Reads the vectors of the vocabulary's words and of the first others.</summary>
    /// <param name="path">The file.</param>
    /// <param name="vocabulary">Receives the words that come only in the file: it names its most frequent words first.</param>
    /// <param name="mostWords">Most words of the vocabulary.</param>
    public static WordVectors Read(string path, ref TaggerVocabulary vocabulary, int mostWords)
    {
        var known = vocabulary.Words.ToHashSet(StringComparer.Ordinal);
        var more = new List<string>();
        var room = mostWords + 2 - known.Count;
        var vectors = WordVectors.Read(path, word =>
        {
            if (known.Contains(word) || known.Contains(word.ToLowerInvariant())) return true;
            if (more.Count >= room || WordForm.Normal(word) != word) return false;
            more.Add(word);
            return true;
        });
        vocabulary = vocabulary.WithWords(more);
        return vectors;
    }
}

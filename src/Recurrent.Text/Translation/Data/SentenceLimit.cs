using Recurrent.Training.Data;

namespace Recurrent.Text.Translation.Data;

/// <summary>How long a sentence to translate may be.</summary>
internal static class SentenceLimit
{
    /// <summary>More tokens are no sentence; they would take memory for nothing.</summary>
    public const int MostTokens = 5000;

    /// <summary>A sentence as token numbers; none for blanks.</summary>
    /// <param name="coder">The vocabulary of the source.</param>
    /// <param name="sentence">The sentence.</param>
    /// <param name="file">Where it comes from, for the message.</param>
    /// <param name="row">Its line there, from 1.</param>
    /// <exception cref="DataFormatException">It has too many tokens.</exception>
    public static int[] Encode(SentenceCoder coder, string sentence, string file, long row)
    {
        var tokens = string.IsNullOrWhiteSpace(sentence) ? [] : coder.Encode(sentence);
        return tokens.Length <= MostTokens ? tokens : throw new DataFormatException
        {
            File = file,
            Row = row,
            Found = $"{tokens.Length} tokens in one line",
            Expected = $"at most {MostTokens}: a line is one sentence",
            Fix = "Split the text into sentences, one a line",
        };
    }

    /// <summary>Makes sure that all sources can be translated.</summary>
    /// <param name="coder">The vocabulary of the source.</param>
    /// <param name="pairs">The pairs of a file, one a line.</param>
    /// <param name="file">The file of the sources.</param>
    /// <exception cref="DataFormatException">One has too many tokens; the message names file and line.</exception>
    public static void Check(SentenceCoder coder, IReadOnlyList<SentencePair> pairs, string file)
    {
        for (var index = 0; index < pairs.Count; index++) Encode(coder, pairs[index].Source, file, index + 1);
    }
}

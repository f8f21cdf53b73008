using Recurrent.Layers.Memory;

namespace Recurrent.Layers.Tests.Memory;

/// <summary>Three small stories of different lengths, one without a sentence, over a vocabulary of 8 tokens.</summary>
internal static class Stories
{
    public const int Tokens = 8;
    public const int Answers = 3;

    /// <summary>Words of every sentence of every story, the question last.</summary>
    public static readonly int[][][] Words =
    [
        [[1, 2, 3], [4, 5], [1, 2, 3], [6, 7]],
        [[4, 5], [3, 2, 1, 6], [6]],
        [[6, 7]],
    ];

    public static StoryBatch Batch(int mostSentences = int.MaxValue) => Batch(Words, mostSentences);

    public static StoryBatch Batch(int[][][] words, int mostSentences = int.MaxValue)
    {
        var table = new SentenceTable();
        return StoryBatch.Of(table, [.. words.Select(story => new TokenStory(story[..^1].Select(one => table.Add(one)).ToArray(), table.Add(story[^1])))], mostSentences);
    }
}

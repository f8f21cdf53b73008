using System.Collections.Immutable;
using Recurrent.Tensors;
using Recurrent.Tensors.Autograd;

namespace Recurrent.Layers.Memory;

/// <summary>Several stories with a question each, side by side, over the distinct sentences that they have.</summary>
/// <remarks>
/// A story takes N places, N being the length of the longest; those behind its last sentence are padding, and what a network computes there
/// never matters. A batch is made once and may be read by many threads.
/// </remarks>
public sealed class StoryBatch
{
    private PlaceWeights? _weights;

    private StoryBatch(int batch, int places)
    {
        (Batch, Places) = (batch, places);
        RowsOfStories = new int[batch * places];
        RowsOfSteps = new int[batch * places];
        Questions = new int[batch];
    }

    /// <summary>B, the number of stories.</summary>
    public int Batch { get; }

    /// <summary>N, sentences of the longest story, at least 1.</summary>
    public int Places { get; }

    /// <summary>Sentences of every story, 0 to N. [B]</summary>
    public ImmutableArray<int> Lengths { get; private init; }

    /// <summary>S, distinct sentences, questions among them.</summary>
    internal int Sentences { get; private init; }

    /// <summary>J, tokens of the longest sentence, at least 1.</summary>
    internal int Words { get; private init; }

    /// <summary>Tokens of the distinct sentences, 0 behind their ends. <c>[S, J]</c></summary>
    internal int[] Tokens { get; private init; } = [];

    /// <summary>How many tokens every distinct sentence has. [S]</summary>
    internal int[] WordCounts { get; private init; } = [];

    /// <summary>The distinct sentence at every place. <c>[B, N]</c></summary>
    internal int[] RowsOfStories { get; }

    /// <summary>The same by place. <c>[N, B]</c></summary>
    internal int[] RowsOfSteps { get; }

    /// <summary>The distinct sentence that every question is. [B]</summary>
    internal int[] Questions { get; }

    /// <summary>Lays stories side by side.</summary>
    /// <param name="table">The sentences.</param>
    /// <param name="stories">At least one story.</param>
    /// <param name="mostSentences">Longer stories lose their oldest sentences; at least 1, without limit by default.</param>
    /// <returns>The batch.</returns>
    /// <exception cref="ArgumentException">There is no story, or a number is not in the table.</exception>
    public static StoryBatch Of(SentenceTable table, IReadOnlyList<TokenStory> stories, int mostSentences = int.MaxValue)
    {
        ArgumentNullException.ThrowIfNull(table);
        ArgumentNullException.ThrowIfNull(stories);
        ArgumentOutOfRangeException.ThrowIfLessThan(mostSentences, 1);
        if (stories.Count == 0)
        {
            throw new ArgumentException("Got no story; a batch has at least one.", nameof(stories));
        }

        var rows = new DistinctRows(table);
        ReadOnlyMemory<int>[] kept = [.. stories.Select(story => story.Sentences.Length <= mostSentences ? story.Sentences : story.Sentences[^mostSentences..])];
        int[][] places = [.. kept.Select(one => rows.Of(one.Span))];
        int[] questions = [.. stories.Select(story => rows.Of(story.Question))];
        var batch = new StoryBatch(stories.Count, Math.Max(1, places.Max(one => one.Length)))
        {
            Lengths = [.. places.Select(one => one.Length)],
            Sentences = rows.Numbers.Count,
            Words = rows.Longest,
            Tokens = rows.Tokens(),
            WordCounts = [.. rows.Numbers.Select(number => table[number].Length)],
        };
        batch.Fill(places, questions);
        return batch;
    }

    /// <summary>What the vectors of words are multiplied by; the networks of a batch ask for the same again and again, so the last is kept.</summary>
    internal float[] Weights(int size, bool withPositions)
    {
        PlaceWeights? last = _weights;
        if (last is null || last.Size != size || last.WithPositions != withPositions)
        {
            _weights = last = new PlaceWeights(size, withPositions, SentenceVectors.Weights(this, size, withPositions));
        }

        return last.Values;
    }

    /// <summary>1 where a story has a sentence, 0 in the padding. <c>[B, 1, N]</c></summary>
    internal Tensor Mask(Tape tape)
    {
        var mask = new float[Batch * Places];
        for (int row = 0; row < Batch; row++)
        {
            mask.AsSpan(row * Places, Lengths[row]).Fill(1);
        }

        return tape.Constant(mask, new Shape(Batch, 1, Places));
    }

    private void Fill(int[][] places, int[] questions)
    {
        questions.CopyTo(Questions, 0);
        for (int row = 0; row < Batch; row++)
        {
            for (int place = 0; place < places[row].Length; place++)
            {
                RowsOfStories[(row * Places) + place] = places[row][place];
                RowsOfSteps[(place * Batch) + row] = places[row][place];
            }
        }
    }

    private sealed record PlaceWeights(int Size, bool WithPositions, float[] Values);
}

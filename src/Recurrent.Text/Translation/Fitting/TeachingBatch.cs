using Recurrent.Text.Corpora;
using Recurrent.Text.Translation.Data;
using Recurrent.Text.Translation.Decoding;

namespace Recurrent.Text.Translation.Fitting;

/// <summary>Pairs side by side for training: what is read, what the decoder is given and what it shall write.</summary>
internal sealed class TeachingBatch
{
    private TeachingBatch(TokenBatch sources, int[] inputs, int[] rows, int[] targets, int time) =>
        (Sources, Inputs, Rows, Targets, Time) = (sources, inputs, rows, targets, time);

    public TokenBatch Sources { get; }

    /// <summary>The begin and the target's tokens, row-major <c>[T, B]</c>.</summary>
    public int[] Inputs { get; }

    /// <summary>Places in <c>[T, B]</c> that are no padding. [N]</summary>
    public int[] Rows { get; }

    /// <summary>What shall be written there: the target's tokens and the end. [N]</summary>
    public int[] Targets { get; }

    /// <summary>T, one more than the longest target.</summary>
    public int Time { get; }

    public static TeachingBatch Of(TranslationCorpus corpus, IReadOnlyList<int> items, SearchTokens tokens)
    {
        var batch = items.Count;
        var time = items.Max(item => corpus.Targets[item].Length) + 1;
        var inputs = new int[time * batch];
        Array.Fill(inputs, tokens.Padding);
        var (rows, targets) = (new List<int>(), new List<int>());
        for (var step = 0; step < time; step++)
        {
            for (var row = 0; row < batch; row++)
            {
                var target = corpus.Targets[items[row]].Span;
                if (step > target.Length) continue;
                inputs[(step * batch) + row] = step == 0 ? tokens.Begin : target[step - 1];
                rows.Add((step * batch) + row);
                targets.Add(step == target.Length ? tokens.End : target[step]);
            }
        }
        return new TeachingBatch(TokenBatch.Of([.. items.Select(item => corpus.Sources[item])], tokens.Padding), inputs, [.. rows], [.. targets], time);
    }

    /// <summary>The same with some inputs replaced.</summary>
    public TeachingBatch WithInputs(int[] inputs) => new(Sources, inputs, Rows, Targets, Time);
}

using Recurrent.Tensors;
using Recurrent.Tensors.Autograd;
using Recurrent.Tensors.Ops;

namespace Recurrent.Layers.Memory;

/// <summary>Vectors of sentences from those of their words.</summary>
internal static class SentenceVectors
{
    /// <summary>Σ_j l_j ⊙ e(word j) with l_j all 1, or position encoding.</summary>
    /// <param name="tape">Where the result lives and is recorded.</param>
    /// <param name="batch">The distinct sentences.</param>
    /// <param name="table">Vectors of the tokens, <c>[V, E]</c>.</param>
    /// <param name="withPositions">Whether the order of the words counts.</param>
    /// <returns><c>[S, E]</c>.</returns>
    /// <remarks>
    /// Position encoding l_kj = (1 − j/J) − (k/E)(1 − 2j/J) for feature k of word j of J, both from 1: Sukhbaatar, Szlam, Weston and Fergus,
    /// "End-to-end memory networks", NIPS 2015, section 4.1.
    /// </remarks>
    public static Tensor Of(Tape tape, StoryBatch batch, Tensor table, bool withPositions)
    {
        int size = table.Shape[1];
        Tensor words = tape.Embedding(table, batch.Tokens, new Shape(batch.Sentences, batch.Words));
        Tensor weights = tape.Constant(batch.Weights(size, withPositions), words.Shape);
        return tape.Sum(tape.Multiply(words, weights), 1);
    }

    /// <summary>l of every word of every distinct sentence, 0 behind their ends. <c>[S, J, E]</c></summary>
    public static float[] Weights(StoryBatch batch, int size, bool withPositions)
    {
        var weights = new float[batch.Sentences * batch.Words * size];
        for (int row = 0; row < batch.Sentences; row++)
        {
            int count = batch.WordCounts[row];
            for (int word = 0; word < count; word++)
            {
                Fill(weights.AsSpan(((row * batch.Words) + word) * size, size), word + 1, count, withPositions);
            }
        }

        return weights;
    }

    private static void Fill(Span<float> weights, int place, int count, bool withPositions)
    {
        if (!withPositions)
        {
            weights.Fill(1);
            return;
        }

        float share = (float)place / count;
        for (int feature = 0; feature < weights.Length; feature++)
        {
            weights[feature] = 1 - share - ((feature + 1f) / weights.Length * (1 - (2 * share)));
        }
    }
}

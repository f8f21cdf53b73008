using Recurrent.Tensors.Autograd;

namespace Recurrent.Layers.Memory;

/// <summary>How old sentences are: 0 for the last of a story, one more for every one before it.</summary>
internal static class StoryAges
{
    /// <summary>The age at every place, with empty memories between the sentences in training.</summary>
    /// <param name="tape">Its mode decides whether there is noise, and it gives the random numbers.</param>
    /// <param name="batch">The stories.</param>
    /// <param name="most">M; the oldest have the age M − 1.</param>
    /// <param name="noise">Probability of an empty memory behind a sentence.</param>
    /// <returns>0 to M − 1, 0 in the padding. <c>[B, N]</c></returns>
    public static int[] Of(Tape tape, StoryBatch batch, int most, double noise)
    {
        var ages = new int[batch.Batch * batch.Places];
        var draws = new float[tape.IsTraining && noise > 0 ? ages.Length : 0];
        if (draws.Length > 0)
        {
            tape.TakeRandom(draws.Length).FillUniform(draws);
        }

        for (int row = 0; row < batch.Batch; row++)
        {
            int age = 0;
            for (int place = batch.Lengths[row] - 1; place >= 0; place--, age++)
            {
                int index = (row * batch.Places) + place;
                age += draws.Length > 0 && draws[index] < noise ? 1 : 0;
                ages[index] = Math.Min(age, most - 1);
            }
        }

        return ages;
    }
}

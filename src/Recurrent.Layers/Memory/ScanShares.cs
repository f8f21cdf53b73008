using Recurrent.Tensors;
using Recurrent.Tensors.Autograd;
using Recurrent.Tensors.Sequences;

namespace Recurrent.Layers.Memory;

/// <summary>How much of a gated recurrence's last state comes from each step.</summary>
internal static class ScanShares
{
    /// <summary>z_t Π_{s>t} (1 − z_s), averaged over the features.</summary>
    /// <param name="tape">Where the result lives.</param>
    /// <param name="gates">1 − z in the first half of the features, <c>[N, B, 2E]</c>.</param>
    /// <param name="batch">The stories.</param>
    /// <returns><c>[B, N]</c>, 0 in the padding.</returns>
    public static Tensor Of(Tape tape, SequenceBatch gates, StoryBatch batch)
    {
        int size = gates.Features / 2;
        var shares = new float[batch.Batch * batch.Places];
        ReadOnlySpan<float> values = gates.Values.Values;
        for (int row = 0; row < batch.Batch; row++)
        {
            float[] left = new float[size];
            Array.Fill(left, 1f / size);
            for (int place = batch.Lengths[row] - 1; place >= 0; place--)
            {
                ReadOnlySpan<float> keep = values.Slice(((place * batch.Batch) + row) * 2 * size, size);
                for (int feature = 0; feature < size; feature++)
                {
                    shares[(row * batch.Places) + place] += left[feature] * (1 - keep[feature]);
                    left[feature] *= keep[feature];
                }
            }
        }

        return tape.Constant(shares, new Shape(batch.Batch, batch.Places));
    }
}

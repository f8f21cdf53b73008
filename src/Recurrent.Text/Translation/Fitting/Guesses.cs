using Recurrent.Tensors;
using Recurrent.Tensors.Autograd;
using Recurrent.Tensors.Ops;
using Recurrent.Tensors.Random;
using Recurrent.Text.Translation.Network;

namespace Recurrent.Text.Translation.Fitting;

/// <summary>Replaces some of the decoder's inputs by what the network would have written itself.</summary>
/// <remarks>
/// A pass with the right inputs gives a guess for every place, and a share of the places gets the guess instead: Bengio and others, "Scheduled
/// sampling", 2015, in the two passes of Mihaylova and Martins, 2019, which keep all steps of the decoder in one op.
/// </remarks>
internal sealed class Guesses(TranslatorNetwork network, int threads)
{
    private Tape? _tape;

    public TeachingBatch Mix(TeachingBatch batch, double share, RandomStream random)
    {
        var best = Best(batch);
        var inputs = batch.Inputs.ToArray();
        var (count, draws) = (batch.Sources.Batch, new float[batch.Inputs.Length]);
        random.FillUniform(draws);
        for (var index = 0; index < batch.Rows.Length; index++)
        {
            var next = batch.Rows[index] + count;
            // What is guessed at one step is read at the next; the end is not read.
            if (next < inputs.Length && draws[next] < share && IsRead(batch, next)) inputs[next] = best[index];
        }
        return batch.WithInputs(inputs);
    }

    private static bool IsRead(TeachingBatch batch, int place) => Array.BinarySearch(batch.Rows, place) >= 0;

    private int[] Best(TeachingBatch batch)
    {
        _tape ??= Tape.ForInference(threads);
        _tape.Reset();
        var output = network.Decode(_tape, batch.Inputs, batch.Time, network.Encode(_tape, batch.Sources));
        var readouts = output.Readouts.Reshape(new Shape(batch.Inputs.Length, output.Readouts.Shape[-1]));
        var scores = network.Score(_tape, _tape.SelectRows(readouts, batch.Rows)).Values;
        var best = new int[batch.Rows.Length];
        for (var row = 0; row < best.Length; row++) best[row] = IndexOfLargest(scores.Slice(row * network.TargetTokens, network.TargetTokens));
        _tape.Reset();
        return best;
    }

    private static int IndexOfLargest(ReadOnlySpan<float> scores)
    {
        var best = 0;
        for (var index = 1; index < scores.Length; index++)
            if (scores[index] > scores[best]) best = index;
        return best;
    }
}

using Recurrent.Tensors.Autograd;

namespace Recurrent.Text.LanguageModels;

/// <summary>Scores tokens with the state carried from the first to the last.</summary>
internal static class StreamScorer
{
    private const int Window = 128;

    /// <summary>Sum of −ln p over all predicted tokens.</summary>
    /// <param name="tape">An inference tape.</param>
    /// <param name="network">The model.</param>
    /// <param name="streams">The tokens.</param>
    public static double TotalNats(Tape tape, LanguageModelNetwork network, TokenStreams streams)
    {
        var total = 0.0;
        var state = new CarriedState();
        for (var start = 0; start < streams.Length; start += Window)
        {
            tape.Reset();
            var length = Math.Min(Window, streams.Length - start);
            var (loss, last) = network.Loss(tape, streams.Inputs(start, length), streams.Targets(start, length), state.Current);
            total += loss.ToScalar() * (double)length * streams.Batch;
            state.Take(last);
        }
        tape.Reset();
        return total;
    }
}

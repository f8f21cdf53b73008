using Recurrent.Tensors.Autograd;

namespace Recurrent.Text.LanguageModels;

/// <summary>Scores a language model beside simple methods.</summary>
internal static class LanguageEvaluator
{
    public static LanguageEvaluation Evaluate(LanguageModelState state, string text, DynamicEvaluation? dynamic)
    {
        var numbers = state.Encoder.Encode(text);
        if (numbers.Length == 0) throw new ArgumentException("Received a text without a token; a language model is scored on what it foretells.", nameof(text));
        int[] tokens = [state.Encoder.Boundary, .. numbers];
        var streams = new TokenStreams(tokens, batch: 1);
        var nats = dynamic is null
            ? StreamScorer.TotalNats(Tape.ForInference(), state.Network, streams)
            : new DynamicScorer(state, dynamic).TotalNats(streams);
        var characters = text.EnumerateRunes().LongCount();
        LanguageScores Scores(string method, double total) => new(method, total, numbers.Length, characters);
        return new LanguageEvaluation(
            Scores("model", nats),
            [Scores("uniform", numbers.Length * Math.Log(state.Architecture.Tokens)), Scores("unigram", Unigram(state.Counts, numbers))],
            state.Tokenizer.UnknownNumber is { } unknown ? numbers.LongCount(one => one == unknown) : 0);
    }

    /// <summary>Sum of −ln of the shares of the training text, each token counted once more than it came.</summary>
    private static double Unigram(long[] counts, int[] numbers)
    {
        var total = (double)counts.Sum() + counts.Length;
        return numbers.Sum(number => -Math.Log((counts[number] + 1) / total));
    }
}

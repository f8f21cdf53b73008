using Recurrent.Tensors.Autograd;

namespace Recurrent.Text.Classification;

/// <summary>Splits the score of a class among the tokens: pooling and readout are sums, so this is exact.</summary>
internal static class TextExplainer
{
    /// <summary>What every token adds to the score of a class against the mean of the others, and how closely it is looked at.</summary>
    /// <param name="state">The classifier.</param>
    /// <param name="text">The text.</param>
    /// <param name="one">Number of the class.</param>
    /// <returns>One number a token each; no attention where the networks pool in another way.</returns>
    public static (double[] Weights, double[]? Attention) Explain(TextState state, EncodedText text, int one)
    {
        var weights = new double[text.Tokens.Length];
        var looks = state.Architecture.Pooling == TextPooling.Attention ? new double[weights.Length] : null;
        if (weights.Length == 0) return (weights, looks);
        var tape = Tape.ForInference(threads: 1);
        foreach (var member in state.Network.Members)
        {
            tape.Reset();
            var (parts, attention) = member.Parts(tape, TextBatch.Of(tape, [text], state.Architecture.Ratios));
            var direction = Direction(member, one, state.Settings.MultiLabel);
            for (var step = 0; step < weights.Length; step++)
            {
                var sum = 0.0;
                for (var feature = 0; feature < direction.Length; feature++) sum += parts[(step * direction.Length) + feature] * direction[feature];
                weights[step] += sum / state.Network.Members.Length / state.Settings.Temperature;
                if (looks is not null) looks[step] += (double)attention![step] / state.Network.Members.Length;
            }
        }
        return (weights, looks);
    }

    private static double[] Direction(TextMember member, int one, bool multiLabel)
    {
        var (classes, features) = (member.Head.OutputSize!.Value, member.Head.InputSize!.Value);
        var values = member.Head.Weight.Values;
        var direction = new double[features];
        for (var feature = 0; feature < features; feature++)
        {
            direction[feature] = values[(one * features) + feature];
            if (multiLabel || classes == 1) continue;
            var others = 0.0;
            for (var other = 0; other < classes; other++) others += other == one ? 0 : values[(other * features) + feature];
            direction[feature] -= others / (classes - 1);
        }
        return direction;
    }
}

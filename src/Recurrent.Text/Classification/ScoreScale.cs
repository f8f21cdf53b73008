namespace Recurrent.Text.Classification;

/// <summary>Scores of the networks as probabilities.</summary>
internal static class ScoreScale
{
    /// <summary>Mean over the members of softmax(z/T), or of σ(z/T) where labels do not exclude each other.</summary>
    /// <param name="scores">Scores of one text, row-major <c>[K, C]</c>.</param>
    /// <param name="temperature">T, above 0.</param>
    /// <param name="multiLabel">Whether labels do not exclude each other.</param>
    /// <param name="probabilities">Receives them. [C]</param>
    public static void Probabilities(ReadOnlySpan<float> scores, double temperature, bool multiLabel, Span<double> probabilities)
    {
        probabilities.Clear();
        var (classes, members) = (probabilities.Length, scores.Length / probabilities.Length);
        for (var member = 0; member < members; member++)
        {
            var own = scores.Slice(member * classes, classes);
            if (multiLabel)
            {
                for (var one = 0; one < classes; one++) probabilities[one] += 1 / (1 + Math.Exp(-own[one] / temperature)) / members;
                continue;
            }
            var largest = float.NegativeInfinity;
            foreach (var score in own) largest = MathF.Max(largest, score);
            var sum = 0.0;
            foreach (var score in own) sum += Math.Exp((score - largest) / temperature);
            for (var one = 0; one < classes; one++) probabilities[one] += Math.Exp((own[one] - largest) / temperature) / sum / members;
        }
    }
}

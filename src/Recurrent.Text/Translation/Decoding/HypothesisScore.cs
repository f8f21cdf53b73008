namespace Recurrent.Text.Translation.Decoding;

/// <summary>The score of a finished hypothesis: its log-probability over a length penalty, and a penalty for source tokens not looked at.</summary>
internal sealed class HypothesisScore(TranslateOptions options, int sourceLength)
{
    // Where no step looked at all the logarithm is cut, so that a score stays a number.
    private const double LeastLook = 1e-9;

    /// <param name="trail">The tokens without the end.</param>
    /// <param name="logProbability">ln p with the end.</param>
    public double Of(Trail trail, double logProbability)
    {
        var tokens = trail.Length + 1;
        var score = options.Normalization switch
        {
            LengthNormalization.Wu => logProbability / Math.Pow((5.0 + tokens) / 6.0, options.LengthPenalty),
            LengthNormalization.Average => logProbability / tokens,
            _ => logProbability,
        };
        return options.CoveragePenalty > 0 ? score + (options.CoveragePenalty * Coverage(trail)) : score;
    }

    private double Coverage(Trail trail)
    {
        var looks = new double[sourceLength];
        trail.AddLooks(looks);
        return looks.Sum(static one => Math.Log(Math.Clamp(one, LeastLook, 1)));
    }
}

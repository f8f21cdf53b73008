using Recurrent.Training;

namespace Recurrent.Text.LanguageModels;

/// <summary>Scoring that learns from every piece of text after it has been scored, and never before.</summary>
/// <remarks>
/// After each piece θ ← θ − η g + λ (θ₀ − θ) with the gradient g of its loss, clipped to norm 1, and the trained weights θ₀. Krause, Kahembwe,
/// Murray and Renals, "Dynamic evaluation of neural sequence models", 2018, in its plain form. Scores found this way are not comparable with
/// those of a fixed model.
/// </remarks>
public sealed record DynamicEvaluation
{
    /// <summary>η, above 0; 0.3 by default.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Set to 0, below, or no finite number.</exception>
    public double LearningRate
    {
        get;
        init => field = (double)OptionGuard.Between(value, double.Epsilon, double.MaxValue, nameof(LearningRate))!;
    } = 0.3;

    /// <summary>λ, how fast the weights go back to the trained ones, 0 to 1; 0.002 by default.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Set outside.</exception>
    public double Decay
    {
        get;
        init => field = (double)OptionGuard.Between(value, 0, 1, nameof(Decay))!;
    } = 0.002;

    /// <summary>Tokens of a piece, at least 1; 20 by default.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Set below 1.</exception>
    public int Segment
    {
        get;
        init => field = OptionGuard.AtLeastOne(value, nameof(Segment));
    } = 20;
}

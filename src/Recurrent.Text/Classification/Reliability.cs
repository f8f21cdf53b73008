namespace Recurrent.Text.Classification;

/// <summary>How well probabilities say what comes.</summary>
/// <param name="Nll">Mean negative log-likelihood in nats: of the class, or of the answer for every label.</param>
/// <param name="Ece">Expected calibration error over 15 bins of equal width, 0 to 1.</param>
internal readonly record struct Reliability(double Nll, double Ece)
{
    private const int Bins = 15;
    private const double Smallest = 1e-12;

    /// <summary>Measures it.</summary>
    /// <param name="probabilities">Of every class, for each text. [N][C]</param>
    /// <param name="targets">The classes of each text.</param>
    /// <param name="multiLabel">Whether classes do not exclude each other; every label of every text is then a decision of its own.</param>
    public static Reliability Of(IReadOnlyList<double[]> probabilities, IReadOnlyList<int[]> targets, bool multiLabel)
    {
        var (loss, count) = (0.0, 0);
        var (counts, sums) = (new int[Bins], new double[Bins]);
        for (var index = 0; index < probabilities.Count; index++)
        {
            var own = probabilities[index];
            for (var one = 0; one < own.Length; one++)
            {
                var holds = targets[index].Contains(one);
                if (multiLabel)
                {
                    loss -= Math.Log(Math.Max(Smallest, holds ? own[one] : 1 - own[one]));
                    Decide(own[one], holds);
                }
                else if (holds)
                {
                    loss -= Math.Log(Math.Max(Smallest, own[one]));
                }
            }
            if (multiLabel) continue;
            var best = Array.IndexOf(own, own.Max());
            Decide(own[best], targets[index].Contains(best));
        }
        return count == 0 ? new Reliability(double.NaN, double.NaN) : new Reliability(loss / count, sums.Sum(Math.Abs) / count);

        void Decide(double probability, bool isRight)
        {
            var bin = Math.Min(Bins - 1, (int)(probability * Bins));
            counts[bin]++;
            sums[bin] += probability - (isRight ? 1 : 0);
            count++;
        }
    }
}

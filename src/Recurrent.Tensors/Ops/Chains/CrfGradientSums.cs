namespace Recurrent.Tensors.Ops.Chains;

/// <summary>What one backward pass over a batch of chains adds up, in double precision, and its working memory.</summary>
internal sealed class CrfGradientSums(int tags)
{
    /// <summary>Gradient of the transitions. [K, K]</summary>
    public double[] Transitions { get; } = new double[tags * tags];

    /// <summary>Gradient of the starts. [K]</summary>
    public double[] Start { get; } = new double[tags];

    /// <summary>Gradient of the ends. [K]</summary>
    public double[] End { get; } = new double[tags];

    /// <summary>β of the present step. [K]</summary>
    public double[] Betas { get; } = new double[tags];

    /// <summary>β of the step that is being reached. [K]</summary>
    public double[] Next { get; } = new double[tags];

    /// <summary>p(y_t) of the present step. [K]</summary>
    public double[] Marginals { get; } = new double[tags];

    /// <summary>p(y_{t+1} | y_t). [K, K]</summary>
    public double[] Following { get; } = new double[tags * tags];

    /// <summary>Adds scale · (marginals − one at the tag).</summary>
    public static void AddDifference(double[] sums, double[] marginals, double scale, int tag)
    {
        for (int other = 0; other < sums.Length; other++)
        {
            sums[other] += scale * marginals[other];
        }

        sums[tag] -= scale;
    }

    /// <summary>Adds scale · (p(y_t, y_{t+1}) − one at the pair of tags), from <see cref="Marginals"/> and <see cref="Following"/>.</summary>
    public void AddPairs(double scale, int tag, int next)
    {
        for (int from = 0; from < tags; from++)
        {
            double share = scale * Marginals[from];
            for (int to = 0; to < tags && share != 0; to++)
            {
                Transitions[(from * tags) + to] += share * Following[(from * tags) + to];
            }
        }

        Transitions[(tag * tags) + next] -= scale;
    }
}

namespace Recurrent.Tensors.Tests.Ops;

/// <summary>Attention with several heads as a plain loop in double precision over [T, B, K·D].</summary>
internal sealed record AttentionReference(int Queries, int Keys, int Rows, int Heads, int Width)
{
    /// <summary>Whether query t of row b sees key s.</summary>
    public required Func<int, int, int, bool> Sees { get; init; }

    /// <summary>Added to the score of a head for query t and key s.</summary>
    public Func<double[], int, int, int, double> Bias { get; init; } = (_, _, _, _) => 0;

    public double[] Run(double[] query, double[] key, double[] value, double[] bias)
    {
        var output = new double[Queries * Rows * Heads * Width];
        for (int row = 0; row < Rows; row++)
        {
            for (int head = 0; head < Heads; head++)
            {
                for (int step = 0; step < Queries; step++)
                {
                    Attend(step, row, head, [query, key, value, bias], output);
                }
            }
        }

        return output;
    }

    private int At(int step, int row, int head) => ((((step * Rows) + row) * Heads) + head) * Width;

    private void Attend(int step, int row, int head, double[][] inputs, double[] output)
    {
        int[] seen = [.. Enumerable.Range(0, Keys).Where(key => Sees(row, step, key))];
        double[] scores = [.. seen.Select(key => (Dot(inputs[0], At(step, row, head), inputs[1], At(key, row, head)) / Math.Sqrt(Width)) + Bias(inputs[3], head, step, key))];
        double largest = scores.Length == 0 ? 0 : scores.Max();
        double[] weights = [.. scores.Select(score => Math.Exp(score - largest))];
        double sum = weights.Sum();
        for (int index = 0; index < seen.Length; index++)
        {
            for (int feature = 0; feature < Width; feature++)
            {
                output[At(step, row, head) + feature] += weights[index] / sum * inputs[2][At(seen[index], row, head) + feature];
            }
        }
    }

    private double Dot(double[] left, int leftStart, double[] right, int rightStart) =>
        Enumerable.Range(0, Width).Sum(feature => left[leftStart + feature] * right[rightStart + feature]);
}

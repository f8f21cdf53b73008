namespace Recurrent.Layers.Tests.Memory;

/// <summary>Vectors and matrices of a reference in double precision, written for reading.</summary>
internal static class PlainMath
{
    public static double Sigmoid(double x) => 1 / (1 + Math.Exp(-x));

    public static double Dot(double[] a, double[] b) => a.Zip(b, (x, y) => x * y).Sum();

    public static double[] Sum(params double[][] vectors) => [.. Enumerable.Range(0, vectors[0].Length).Select(index => vectors.Sum(one => one[index]))];

    public static double[] Scale(double factor, double[] vector) => [.. vector.Select(one => factor * one)];

    public static double[] Times(double[] a, double[] b) => [.. a.Zip(b, (x, y) => x * y)];

    /// <summary>Row of a matrix of rows of the given width.</summary>
    public static double[] Row(double[] matrix, int row, int width) => matrix[(row * width)..((row + 1) * width)];

    /// <summary>M v for M of rows as wide as v.</summary>
    public static double[] Product(double[] matrix, double[] vector) =>
        [.. Enumerable.Range(0, matrix.Length / vector.Length).Select(row => Dot(Row(matrix, row, vector.Length), vector))];

    public static double[] Softmax(double[] scores)
    {
        double[] powers = [.. scores.Select(one => Math.Exp(one - scores.Max()))];
        return Scale(1 / powers.Sum(), powers);
    }

    /// <summary>Σ_i weights_i vectors_i; zeros of the width for none.</summary>
    public static double[] Weighted(double[] weights, double[][] vectors, int width) =>
        weights.Length == 0 ? new double[width] : Sum([.. weights.Zip(vectors, Scale)]);
}

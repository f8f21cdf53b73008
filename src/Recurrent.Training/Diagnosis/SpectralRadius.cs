using Recurrent.Tensors;

namespace Recurrent.Training.Diagnosis;

/// <summary>The largest absolute eigenvalue of a square matrix: by what repeated multiplication grows in the long run.</summary>
/// <remarks>Gelfand's formula ρ(W) = lim ‖W^k‖^{1/k}, with k doubled by squaring; complex pairs and repeated eigenvalues need no case of their own.</remarks>
public static class SpectralRadius
{
    private const int MostSquarings = 40, WidestSquared = 256, VectorSteps = 1024;
    private const double Settled = 1e-12;

    /// <summary>The spectral radius.</summary>
    /// <param name="matrix"><c>[H, H]</c>.</param>
    /// <returns>At least 0; within 10⁻⁶ up to H = 256, within about a hundredth above.</returns>
    /// <exception cref="ArgumentException">The matrix is not square.</exception>
    public static double Of(Tensor matrix)
    {
        ArgumentNullException.ThrowIfNull(matrix);
        if (matrix.Shape.Rank != 2 || matrix.Shape[0] != matrix.Shape[1])
            throw new ArgumentException($"Only a square matrix has eigenvalues, this one is {matrix.Shape}.", nameof(matrix));
        int size = matrix.Shape[0];
        double[][] rows = [.. Enumerable.Range(0, size).Select(row => (double[])[.. matrix.At(row).Values.ToArray().Select(static value => (double)value)])];
        return size <= WidestSquared ? BySquaring(rows) : ByVector(rows);
    }

    private static double BySquaring(double[][] power)
    {
        double logarithm = 0, exponent = 1, radius = double.NaN;
        for (int squaring = 0; squaring < MostSquarings; squaring++)
        {
            double norm = Math.Sqrt(power.Sum(static row => SingularValueSolver.Dot(row, row)));
            if (norm == 0) return 0;
            logarithm += Math.Log(norm) / exponent;
            double next = Math.Exp(logarithm);
            if (Math.Abs(next - radius) <= Settled * next) return next;
            radius = next;
            power = Square(power, 1 / norm);
            exponent *= 2;
        }

        return radius;
    }

    /// <summary>(factor · M)².</summary>
    private static double[][] Square(double[][] matrix, double factor)
    {
        var square = new double[matrix.Length][];
        for (int row = 0; row < matrix.Length; row++)
        {
            square[row] = new double[matrix.Length];
            for (int inner = 0; inner < matrix.Length; inner++)
                SingularValueSolver.AddScaled(matrix[inner], factor * factor * matrix[row][inner], square[row]);
        }

        return square;
    }

    /// <summary>The growth of one vector over the second half of many steps.</summary>
    private static double ByVector(double[][] rows)
    {
        double[] vector = [.. Enumerable.Range(0, rows.Length).Select(static index => 1 + (0.5 * Math.Sin(index + 1)))];
        double logarithm = 0;
        for (int step = 0; step < 2 * VectorSteps; step++)
        {
            double[] next = [.. rows.Select(row => SingularValueSolver.Dot(row, vector))];
            double length = Math.Sqrt(SingularValueSolver.Dot(next, next) / SingularValueSolver.Dot(vector, vector));
            if (length == 0 || !double.IsFinite(length)) return length;
            if (step >= VectorSteps) logarithm += Math.Log(length);
            double scale = Math.Sqrt(SingularValueSolver.Dot(next, next));
            vector = [.. next.Select(value => value / scale)];
        }

        return Math.Exp(logarithm / VectorSteps);
    }
}

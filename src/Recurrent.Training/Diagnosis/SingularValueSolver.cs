using System.Numerics;
using System.Runtime.InteropServices;

namespace Recurrent.Training.Diagnosis;

/// <summary>Singular values of a dense matrix.</summary>
/// <remarks>One-sided Jacobi rotations make the rows orthogonal; their lengths are the singular values, small ones with small relative errors too. Hestenes 1958; Demmel and Veselić 1992.</remarks>
internal static class SingularValueSolver
{
    private const int MostSweeps = 60, MostIterations = 500;
    private const double Orthogonal = 1e-12, Settled = 1e-10;

    /// <summary>All singular values, the largest first.</summary>
    /// <param name="matrix">Rows of one length; kept as they are.</param>
    public static double[] All(double[][] matrix)
    {
        double[][] rows = [.. matrix.Select(static row => (double[])row.Clone())];
        bool isTurned = true;
        for (int sweep = 0; isTurned && sweep < MostSweeps; sweep++)
        {
            isTurned = false;
            for (int one = 0; one < rows.Length - 1; one++)
            {
                for (int other = one + 1; other < rows.Length; other++) isTurned |= Turn(rows[one], rows[other]);
            }
        }

        return [.. rows.Select(static row => Math.Sqrt(Dot(row, row))).OrderDescending()];
    }

    /// <summary>The largest singular value, by power iteration on the matrix and its transpose.</summary>
    /// <param name="matrix">Rows of one length.</param>
    public static double Largest(double[][] matrix)
    {
        double[] vector = [.. Enumerable.Range(0, matrix[0].Length).Select(static index => 1 + (0.5 * Math.Sin(index + 1)))];
        double before = 0;
        for (int iteration = 0; iteration < MostIterations; iteration++)
        {
            double length = Math.Sqrt(Dot(vector, vector));
            if (length == 0) return 0;
            foreach (ref double value in vector.AsSpan()) value /= length;
            double[] image = [.. matrix.Select(row => Dot(row, vector))];
            double largest = Math.Sqrt(Dot(image, image));
            if (Math.Abs(largest - before) <= Settled * largest) return largest;
            before = largest;
            Array.Clear(vector);
            for (int row = 0; row < matrix.Length; row++) AddScaled(matrix[row], image[row], vector);
        }

        return before;
    }

    /// <summary>Makes two rows orthogonal; false when they are already.</summary>
    private static bool Turn(double[] one, double[] other)
    {
        double first = Dot(one, one), second = Dot(other, other), mixed = Dot(one, other);
        if (Math.Abs(mixed) <= Orthogonal * Math.Sqrt(first * second) || mixed == 0) return false;
        double ratio = (second - first) / (2 * mixed);
        double tangent = (ratio < 0 ? -1 : 1) / (Math.Abs(ratio) + Math.Sqrt(1 + (ratio * ratio)));
        double cosine = 1 / Math.Sqrt(1 + (tangent * tangent)), sine = cosine * tangent;
        for (int index = 0; index < one.Length; index++)
            (one[index], other[index]) = ((cosine * one[index]) - (sine * other[index]), (sine * one[index]) + (cosine * other[index]));
        return true;
    }

    internal static double Dot(ReadOnlySpan<double> one, ReadOnlySpan<double> other)
    {
        ReadOnlySpan<Vector<double>> left = MemoryMarshal.Cast<double, Vector<double>>(one), right = MemoryMarshal.Cast<double, Vector<double>>(other);
        Vector<double> sums = Vector<double>.Zero;
        for (int index = 0; index < left.Length; index++) sums += left[index] * right[index];
        double sum = Vector.Sum(sums);
        for (int index = left.Length * Vector<double>.Count; index < one.Length; index++) sum += one[index] * other[index];
        return sum;
    }

    internal static void AddScaled(ReadOnlySpan<double> source, double factor, Span<double> destination)
    {
        for (int index = 0; index < source.Length; index++) destination[index] += factor * source[index];
    }
}

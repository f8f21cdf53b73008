using Recurrent.Tensors;
using Recurrent.Training.Diagnosis;

namespace Recurrent.Training.Tests.Diagnosis;

public sealed class MatrixMeasureTests
{
    public static TheoryData<double[]> Spectra => new(new double[][] { [1], [3, 2, 1], [10, 1, 1, 1e-3, 1e-8], [5, 0, 0], [2, 2, 2, 2], [0, 0] });

    [Theory]
    [MemberData(nameof(Spectra))]
    public void Singular_values_between_two_reflections_are_found_again(double[] values)
    {
        double[][] matrix = Product(values, shift: 0.3, other: 1.7);
        double[] found = SingularValueSolver.All(matrix);
        for (int place = 0; place < values.Length; place++) Assert.Equal(values[place], found[place], 1e-12 * Math.Max(1, values[0]));
        Assert.Equal(values[0], SingularValueSolver.Largest(matrix), 1e-8 * Math.Max(1, values[0]));
    }

    [Fact]
    public void Spectral_radius_of_a_rotation_is_its_scale_though_its_eigenvalues_are_complex() =>
        Assert.Equal(0.7, SpectralRadius.Of(Tensor.FromValues(LinearCell.Rotation(0.7), new Shape(2, 2))), 1e-6);

    [Fact]
    public void Spectral_radius_of_a_defective_matrix_is_its_eigenvalue() =>
        Assert.Equal(0.5, SpectralRadius.Of(Tensor.FromValues([0.5f, 100, 0, 0.5f], new Shape(2, 2))), 1e-6);

    [Fact]
    public void Spectral_radius_of_a_nilpotent_matrix_is_zero() =>
        Assert.Equal(0, SpectralRadius.Of(Tensor.FromValues([0, 1, 2, 0, 0, 3, 0, 0, 0], new Shape(3, 3))));

    [Fact]
    public void Spectral_radius_of_a_triangular_matrix_is_its_largest_diagonal_value() =>
        Assert.Equal(2, SpectralRadius.Of(Tensor.FromValues([-2, 5, 7, 0, 1, 3, 0, 0, 0.5f], new Shape(3, 3))), 1e-6);

    [Fact]
    public void Spectral_radius_of_a_wide_matrix_is_near()
    {
        const int size = 300;
        var values = new float[size * size];
        for (int place = 0; place < size; place++)
        {
            values[(place * size) + place] = place == 17 ? -1.5f : 0.01f * (place % 90);
            if (place + 1 < size) values[(place * size) + place + 1] = 0.3f;
        }

        Assert.Equal(1.5, SpectralRadius.Of(Tensor.FromValues(values, new Shape(size, size))), 0.015);
    }

    [Fact]
    public void Spectral_radius_is_refused_where_there_is_none() =>
        Assert.Contains("square", Assert.Throws<ArgumentException>(() => SpectralRadius.Of(Tensor.Zeros(new Shape(2, 3)))).Message, StringComparison.Ordinal);

    /// <summary>(I − 2aaᵀ) diag(values) (I − 2bbᵀ).</summary>
    private static double[][] Product(double[] values, double shift, double other)
    {
        double[] a = Unit(values.Length, shift), b = Unit(values.Length, other);
        return [.. values.Select((_, row) => (double[])[.. values.Select((_, column) =>
            values.Select((value, inner) => Reflection(a, row, inner) * value * Reflection(b, inner, column)).Sum())])];
    }

    private static double Reflection(double[] normal, int row, int column) => (row == column ? 1 : 0) - (2 * normal[row] * normal[column]);

    private static double[] Unit(int size, double shift)
    {
        double[] vector = [.. Enumerable.Range(0, size).Select(index => Math.Sin(index + shift))];
        double length = Math.Sqrt(vector.Sum(value => value * value));
        return [.. vector.Select(value => value / length)];
    }
}

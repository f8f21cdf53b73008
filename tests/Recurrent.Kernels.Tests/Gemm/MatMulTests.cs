using Recurrent.Kernels.Gemm;
using Recurrent.Kernels.Threading;
using Recurrent.Testing;

namespace Recurrent.Kernels.Tests.Gemm;

public sealed class MatMulTests
{
    private static readonly int[] Rows = [0, 1, 2, 3, 4, 5, 6, 7, 8, 11, 13, 31, 97, 103];
    private static readonly int[] Columns = [0, 1, 3, 8, 15, 16, 17, 33, 48, 63, 64, 65, 100, 130];
    private static readonly int[] Depths = [0, 1, 2, 3, 17, 64, 255, 256, 257, 520];

    public static TheoryData<GemmForm> Forms => [GemmForm.NN, GemmForm.NT, GemmForm.TN, GemmForm.PackedPlain, GemmForm.PackedTransposed];

    [Theory]
    [MemberData(nameof(Forms))]
    public void MatMul_agrees_with_the_reference_when_the_shape_is_odd(GemmForm form)
    {
        for (int i = 0; i < Rows.Length * Columns.Length; i++)
        {
            var shape = new GemmShape(Rows[i % Rows.Length], Columns[i / Rows.Length], Depths[i * 7 % Depths.Length]);
            using var product = new GemmCase(form, shape, seed: i);
            product.AssertAgrees(GemmMode.Overwrite, ThreadTeam.Single);
            product.AssertAgrees(GemmMode.Accumulate, ThreadTeam.Single);
        }
    }

    [Fact]
    public void MatMul_gives_the_bits_of_accumulating_when_rows_start_from_values()
    {
        using var two = new ThreadTeam(2);
        for (int i = 0; i < Rows.Length * Columns.Length; i++)
        {
            var shape = new GemmShape(Rows[i % Rows.Length], Columns[i / Rows.Length], Depths[i * 7 % Depths.Length]);
            float[] a = TestFloats.Normal(shape.M * shape.K, seed: (ulong)i), b = TestFloats.Normal(shape.N * shape.K, seed: (ulong)i + 1), start = TestFloats.Normal(shape.N, seed: (ulong)i + 2);
            float[] expected = [.. Enumerable.Repeat(start, shape.M).SelectMany(values => values)];
            MatMul.NT(shape, a, b, expected, GemmMode.Accumulate, ThreadTeam.Single);
            foreach (ThreadTeam team in (ThreadTeam[])[ThreadTeam.Single, two])
            {
                float[] actual = [.. Enumerable.Repeat(float.NaN, shape.M * shape.N)];
                MatMul.NT(shape, a, b, start, actual, team);
                Assert.Equal(expected, actual);
            }
        }
    }

    [Fact]
    public void MatMul_refuses_too_few_values_to_start_from() =>
        Assert.Throws<ArgumentException>(() => MatMul.NT(new GemmShape(2, 3, 4), new float[8], new float[12], new float[2], new float[6], ThreadTeam.Single));

    [Theory]
    [MemberData(nameof(Forms))]
    public void MatMul_leaves_the_gaps_alone_when_rows_have_gaps(GemmForm form)
    {
        int[] sizes = [1, 5, 9, 70];
        for (int i = 0; i < 64; i++)
        {
            (int m, int n, int k) = (sizes[i % 4], sizes[i / 4 % 4], sizes[i / 16]);
            var shape = new GemmShape(m, n, k) { LeadingA = Math.Max(m, k) + 3, LeadingB = Math.Max(n, k) + 1, LeadingC = n + 5 };
            using var product = new GemmCase(form, shape, seed: i);
            product.AssertAgrees(GemmMode.Overwrite, ThreadTeam.Single);
            product.AssertAgrees(GemmMode.Accumulate, ThreadTeam.Single);
        }
    }

    [Theory]
    [MemberData(nameof(Forms))]
    public void MatMul_gives_the_same_bits_when_the_number_of_threads_changes(GemmForm form)
    {
        GemmShape[] shapes = [new(1, 700, 300), new(7, 200, 300), new(64, 100, 520), new(203, 30, 90), new(50, 320, 257)];
        using var two = new ThreadTeam(2);
        using var three = new ThreadTeam(3);
        foreach (GemmShape shape in shapes)
        {
            using var product = new GemmCase(form, shape);
            float[] one = product.Run(GemmMode.Accumulate, ThreadTeam.Single);
            Assert.Equal(one, product.Run(GemmMode.Accumulate, two));
            Assert.Equal(one, product.Run(GemmMode.Accumulate, three));
        }
    }

    [Fact]
    public void MatMul_gives_a_row_the_same_bits_when_it_is_multiplied_alone()
    {
        const int rows = 29, columns = 210, depth = 300;
        var random = new System.Random(4);
        float[] a = Enumerable.Range(0, rows * depth).Select(_ => random.NextSingle() - 0.5f).ToArray();
        float[] b = Enumerable.Range(0, columns * depth).Select(_ => random.NextSingle() - 0.5f).ToArray();
        var all = new float[rows * columns];
        var alone = new float[columns];
        MatMul.NT(new GemmShape(rows, columns, depth), a, b, all, GemmMode.Overwrite, ThreadTeam.Single);
        for (int row = 0; row < rows; row++)
        {
            MatMul.NT(new GemmShape(1, columns, depth), a.AsSpan(row * depth, depth), b, alone, GemmMode.Overwrite, ThreadTeam.Single);
            Assert.Equal(all[(row * columns)..((row + 1) * columns)], alone);
        }
    }

    [Theory]
    [InlineData(GemmForm.NN, GemmForm.PackedPlain)]
    [InlineData(GemmForm.NT, GemmForm.PackedTransposed)]
    public void MatMul_gives_the_same_bits_when_the_matrix_is_packed_before(GemmForm plain, GemmForm packed)
    {
        GemmShape[] shapes = [new(1, 70, 300), new(5, 64, 17), new(40, 129, 600)];
        foreach (GemmShape shape in shapes)
        {
            using var unpackedCase = new GemmCase(plain, shape);
            using var packedCase = new GemmCase(packed, shape);
            Assert.Equal(unpackedCase.Run(GemmMode.Overwrite, ThreadTeam.Single), packedCase.Run(GemmMode.Overwrite, ThreadTeam.Single));
        }
    }

    [Theory]
    [MemberData(nameof(Forms))]
    public void MatMul_passes_non_finite_values_on_when_operands_hold_them(GemmForm form)
    {
        float[] a = [float.NaN, float.PositiveInfinity, 1, 2];
        float[] c = new float[2];
        var shape = new GemmShape(2, 1, 2);
        if (form == GemmForm.TN) a = [float.NaN, 1, float.PositiveInfinity, 2];
        float[] b = [1, 1];
        if (form is GemmForm.NN) MatMul.NN(shape, a, b, c, GemmMode.Overwrite, ThreadTeam.Single);
        else if (form is GemmForm.NT) MatMul.NT(shape, a, b, c, GemmMode.Overwrite, ThreadTeam.Single);
        else if (form is GemmForm.TN) MatMul.TN(shape, a, b, c, GemmMode.Overwrite, ThreadTeam.Single);
        else MatMul.Multiply(shape, a, PackedMatrix.Pack(b, 2, 1), c, GemmMode.Overwrite, ThreadTeam.Single);
        Assert.True(float.IsNaN(c[0]));
        Assert.Equal(3, c[1]);
    }

    [Fact]
    public void MatMul_allocates_nothing_when_warm()
    {
        var shape = new GemmShape(40, 130, 300);
        float[] a = new float[40 * 300], b = new float[130 * 300], c = new float[40 * 130];
        PackedMatrix packed = PackedMatrix.PackTransposed(b, 300, 130);
        using var team = new ThreadTeam(2);
        RunAll();
        RunAll();
        Assert.Equal(0, Allocations.Least(() =>
        {
            for (int i = 0; i < 20; i++) RunAll();
        }));

        void RunAll()
        {
            MatMul.NN(shape, a, b, c, GemmMode.Overwrite, team);
            MatMul.NT(shape, a, b, c, GemmMode.Overwrite, team);
            MatMul.TN(shape, a, b, c, GemmMode.Overwrite, team);
            packed.RepackTransposed(b, 300, 130);
            MatMul.Multiply(shape, a, packed, c, GemmMode.Accumulate, team);
        }
    }

    [Fact]
    public void MatMul_names_the_matrix_when_a_span_is_too_short()
    {
        var shape = new GemmShape(2, 3, 4);
        float[] a = new float[8], b = new float[12], c = new float[6];
        Assert.Contains("Matrix a of [2, 4]", Message(() => MatMul.NN(shape, a.AsSpan(1), b, c, GemmMode.Overwrite, ThreadTeam.Single)), StringComparison.Ordinal);
        Assert.Contains("needs 12 floats, got 11", Message(() => MatMul.NT(shape, a, b.AsSpan(1), c, GemmMode.Overwrite, ThreadTeam.Single)), StringComparison.Ordinal);
        Assert.Contains("Matrix c", Message(() => MatMul.TN(shape, a, b, c.AsSpan(1), GemmMode.Overwrite, ThreadTeam.Single)), StringComparison.Ordinal);
        Assert.Contains("2 floats apart but 3 columns", Message(() => MatMul.NN(shape with { LeadingC = 2 }, a, b, c, GemmMode.Overwrite, ThreadTeam.Single)), StringComparison.Ordinal);
        Assert.Contains("sizes must be 0 or more", Message(() => MatMul.NN(shape with { M = -1 }, a, b, c, GemmMode.Overwrite, ThreadTeam.Single)), StringComparison.Ordinal);
        PackedMatrix packed = PackedMatrix.Pack(b, 4, 3);
        Assert.Contains("[4, 3]", Message(() => MatMul.Multiply(shape with { K = 3 }, a, packed, c, GemmMode.Overwrite, ThreadTeam.Single)), StringComparison.Ordinal);
    }

    private static string Message(Action action) => Assert.Throws<ArgumentException>(action).Message;
}

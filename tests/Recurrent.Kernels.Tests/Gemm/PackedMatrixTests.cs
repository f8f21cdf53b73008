using Recurrent.Kernels.Gemm;
using Recurrent.Kernels.Memory;
using Recurrent.Kernels.Threading;
using Recurrent.Testing;

namespace Recurrent.Kernels.Tests.Gemm;

public sealed class PackedMatrixTests
{
    [Fact]
    public void Packed_matrix_keeps_its_buffer_when_repacked_with_a_smaller_matrix()
    {
        PackedMatrix packed = PackedMatrix.Pack(new float[100 * 90], 100, 90);
        AlignedBuffer buffer = packed.Buffer;
        packed.RepackTransposed(new float[20 * 70], 20, 70);
        Assert.Same(buffer, packed.Buffer);
        Assert.Equal((20, 70), (packed.K, packed.N));
    }

    [Fact]
    public void Packed_matrix_multiplies_by_the_new_weights_when_repacked()
    {
        float[] identity = [1, 0, 0, 1], swap = [0, 1, 1, 0], x = [3, 5], y = new float[2];
        PackedMatrix packed = PackedMatrix.Pack(identity, 2, 2);
        packed.Repack(swap, 2, 2);
        Gemv.Multiply(packed, x, y, GemmMode.Overwrite, ThreadTeam.Single);
        Assert.Equal([5, 3], y);
    }

    [Fact]
    public void Packed_matrix_has_the_same_panels_when_packed_plain_and_transposed()
    {
        int[] sizes = [1, 3, 4, 5, 16, 17, 63, 64, 67, 130];
        foreach (int k in sizes)
        {
            foreach (int n in sizes)
            {
                using var plain = new GuardedBuffer(k * n);
                using var transposed = new GuardedBuffer(k * n);
                for (int i = 0; i < k; i++)
                {
                    for (int j = 0; j < n; j++) plain.Span[i * n + j] = transposed.Span[j * k + i] = i * 1000 + j + 1;
                }

                PackedMatrix one = PackedMatrix.Pack(plain.Span, k, n), two = PackedMatrix.PackTransposed(transposed.Span, k, n);
                Assert.Equal(one.Buffer.Span.ToArray(), two.Buffer.Span.ToArray());
                Assert.Equal(k * n, one.Buffer.Span.ToArray().Count(value => value != 0));
            }
        }
    }

    [Fact]
    public void Packed_matrix_names_the_sizes_when_the_span_is_too_short()
    {
        var failure = Assert.Throws<ArgumentException>(() => PackedMatrix.Pack(new float[5], 2, 3));
        Assert.Contains("[2, 3] with pitch 3 needs 6 floats, got 5", failure.Message, StringComparison.Ordinal);
        failure = Assert.Throws<ArgumentException>(() => PackedMatrix.PackTransposed(new float[5], 2, 3));
        Assert.Contains("[3, 2] with pitch 2 needs 6 floats, got 5", failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(64, 32)]
    [InlineData(300, 128)]
    [InlineData(1100, 270)]
    public void Gemv_gives_the_bits_of_a_row_of_a_product(int n, int k)
    {
        var random = new System.Random(n);
        using var x = new GuardedBuffer(Enumerable.Range(0, 3 * k).Select(_ => random.NextSingle() - 0.5f).ToArray());
        float[] weights = Enumerable.Range(0, n * k).Select(_ => random.NextSingle() - 0.5f).ToArray();
        PackedMatrix packed = PackedMatrix.PackTransposed(weights, k, n);
        var rows = new float[3 * n];
        MatMul.Multiply(new GemmShape(3, n, k), x.Span, packed, rows, GemmMode.Overwrite, ThreadTeam.Single);
        using var y = new GuardedBuffer(n);
        Gemv.Multiply(packed, x.Span[(2 * k)..], y.Span, GemmMode.Overwrite, ThreadTeam.Single);
        Assert.Equal(rows[(2 * n)..], y.Span.ToArray());
    }
}

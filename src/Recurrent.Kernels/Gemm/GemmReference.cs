namespace Recurrent.Kernels.Gemm;

/// <summary>The product as three loops with a double sum: what the fast kernels are tested against.</summary>
internal static class GemmReference
{
    /// <summary>C[M, N] = or += A[M, K] · B[K, N].</summary>
    public static void NN(GemmShape shape, ReadOnlySpan<float> a, ReadOnlySpan<float> b, Span<float> c, GemmMode mode) =>
        Multiply(shape, new Operand(a, Pitch(shape.LeadingA, shape.K), 1), new Operand(b, Pitch(shape.LeadingB, shape.N), 1), c, mode);

    /// <summary>C[M, N] = or += A[M, K] · Bᵀ with B stored as [N, K].</summary>
    public static void NT(GemmShape shape, ReadOnlySpan<float> a, ReadOnlySpan<float> b, Span<float> c, GemmMode mode) =>
        Multiply(shape, new Operand(a, Pitch(shape.LeadingA, shape.K), 1), new Operand(b, 1, Pitch(shape.LeadingB, shape.K)), c, mode);

    /// <summary>C[M, N] = or += Aᵀ · B[K, N] with A stored as [K, M].</summary>
    public static void TN(GemmShape shape, ReadOnlySpan<float> a, ReadOnlySpan<float> b, Span<float> c, GemmMode mode) =>
        Multiply(shape, new Operand(a, 1, Pitch(shape.LeadingA, shape.M)), new Operand(b, Pitch(shape.LeadingB, shape.N), 1), c, mode);

    private static void Multiply(GemmShape shape, Operand a, Operand b, Span<float> c, GemmMode mode)
    {
        int pitch = Pitch(shape.LeadingC, shape.N);
        for (int i = 0; i < shape.M; i++)
        {
            for (int j = 0; j < shape.N; j++)
            {
                ref float element = ref c[i * pitch + j];
                double sum = mode == GemmMode.Accumulate ? element : 0;
                for (int k = 0; k < shape.K; k++) sum += (double)a[i, k] * b[k, j];
                element = (float)sum;
            }
        }
    }

    private static int Pitch(int leading, int dense) => leading == 0 ? dense : leading;

    private readonly ref struct Operand(ReadOnlySpan<float> values, int rowStride, int columnStride)
    {
        private readonly ReadOnlySpan<float> _values = values;

        public float this[int row, int column] => _values[row * rowStride + column * columnStride];
    }
}

using Recurrent.Kernels.Gemm;
using Recurrent.Kernels.Threading;
using Recurrent.Testing;

namespace Recurrent.Kernels.Tests.Gemm;

/// <summary>Which operands of a tested product lie transposed, or are packed.</summary>
public enum GemmForm
{
    NN,
    NT,
    TN,
    PackedPlain,
    PackedTransposed,
}

/// <summary>One product in guarded memory beside its reference.</summary>
internal sealed class GemmCase : IDisposable
{
    private readonly GemmShape _shape;
    private readonly GemmForm _form;
    private readonly GuardedBuffer _a;
    private readonly GuardedBuffer _b;
    private readonly float[] _c;

    public GemmCase(GemmForm form, GemmShape shape, int seed = 1)
    {
        _form = form;
        _shape = shape;
        (int m, int n, int k) = shape;
        (int rowsA, int columnsA) = form == GemmForm.TN ? (k, m) : (m, k);
        (int rowsB, int columnsB) = form is GemmForm.NT or GemmForm.PackedTransposed ? (n, k) : (k, n);
        var random = new System.Random(seed);
        _a = new GuardedBuffer(Values(random, Size(rowsA, columnsA, shape.LeadingA)));
        _b = new GuardedBuffer(Values(random, Size(rowsB, columnsB, shape.LeadingB)));
        _c = Values(random, Size(m, n, shape.LeadingC));
    }

    public float[] Run(GemmMode mode, ThreadTeam team)
    {
        using var c = new GuardedBuffer(_c);
        switch (_form)
        {
            case GemmForm.NN: MatMul.NN(_shape, _a.Span, _b.Span, c.Span, mode, team); break;
            case GemmForm.NT: MatMul.NT(_shape, _a.Span, _b.Span, c.Span, mode, team); break;
            case GemmForm.TN: MatMul.TN(_shape, _a.Span, _b.Span, c.Span, mode, team); break;
            case GemmForm.PackedPlain:
                MatMul.Multiply(_shape, _a.Span, PackedMatrix.Pack(_b.Span, _shape.K, _shape.N, _shape.LeadingB), c.Span, mode, team);
                break;
            default:
                MatMul.Multiply(_shape, _a.Span, PackedMatrix.PackTransposed(_b.Span, _shape.K, _shape.N, _shape.LeadingB), c.Span, mode, team);
                break;
        }

        return c.Span.ToArray();
    }

    public float[] Reference(GemmMode mode)
    {
        float[] c = [.. _c];
        switch (_form)
        {
            case GemmForm.NN or GemmForm.PackedPlain: GemmReference.NN(_shape, _a.Span, _b.Span, c, mode); break;
            case GemmForm.TN: GemmReference.TN(_shape, _a.Span, _b.Span, c, mode); break;
            default: GemmReference.NT(_shape, _a.Span, _b.Span, c, mode); break;
        }

        return c;
    }

    public void AssertAgrees(GemmMode mode, ThreadTeam team)
    {
        float[] actual = Run(mode, team);
        float[] expected = Reference(mode);

        // Values lie in [-1, 1]: each of the K + 1 roundings is at most 2^-24 of a partial sum that grows like the root of K.
        double tolerance = 1.2e-7 * (_shape.K + 1) + 1e-7;
        for (int i = 0; i < expected.Length; i++)
            Assert.True(Math.Abs(actual[i] - expected[i]) <= tolerance, $"{_form} {_shape} {mode} [{i}]: {actual[i]} instead of {expected[i]}");
    }

    public void Dispose()
    {
        _a.Dispose();
        _b.Dispose();
    }

    private static int Size(int rows, int columns, int leading) =>
        rows == 0 || columns == 0 ? 0 : (rows - 1) * Math.Max(leading, columns) + columns;

    private static float[] Values(System.Random random, int count)
    {
        var values = new float[count];
        for (int i = 0; i < count; i++) values[i] = random.NextSingle() * 2 - 1;
        return values;
    }
}

using System.Runtime.CompilerServices;
using Recurrent.Kernels.Gemm;
using Recurrent.Kernels.Threading;
using Recurrent.Kernels.Unsafe.Memory;

namespace Recurrent.Kernels.Unsafe.Gemm;

/// <summary>Checks a product, pins its operands and runs it on a team.</summary>
internal static unsafe class GemmDriver
{
    /// <summary>Multiply-adds a thread must get before waking it pays.</summary>
    private const long WorkPerPart = 512 * 1024;

    /// <summary>Up to so many columns turning C around costs little beside computing it.</summary>
    private const int NarrowColumns = 256;

    /// <summary>How many parts so many multiply-adds are worth.</summary>
    public static int Parts(long work, int threads) => (int)Math.Clamp(work / WorkPerPart, 1, threads);

    /// <summary>A product of two matrices as they lie in memory; where <paramref name="start"/> is not empty, every row of C starts from it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run(GemmShape shape, GemmOperand a, GemmOperand b, ReadOnlySpan<float> start, Span<float> c, GemmMode mode, ThreadTeam team)
    {
        int pitchA = a.Check(shape.M, shape.K, shape.LeadingA, nameof(a));
        int pitchB = b.Check(shape.K, shape.N, shape.LeadingB, nameof(b));
        int pitchC = GemmArguments.CheckMatrix(c, shape.M, shape.N, shape.LeadingC, nameof(c));
        fixed (float* pointerA = a.Values)
        fixed (float* pointerB = b.Values)
        fixed (float* pointerC = c)
        fixed (float* pointerStart = start)
        {
            GemmJob job = default;
            job.A = new StoredMatrix(pointerA, pitchA, a.Transposed);
            job.B = new StoredMatrix(pointerB, pitchB, b.Transposed);
            job.C = pointerC;
            job.PitchC = pitchC;
            job.Start = pointerStart;
            bool isPlain = mode == GemmMode.Overwrite && start.IsEmpty;
            if (a.Transposed && !b.Transposed && isPlain && IsTallAndNarrow(shape)) RunTransposed(job, shape, team);
            else Start(job, shape, mode, team);
        }
    }

    /// <summary>Whether C is better computed as its transpose: packing a transposed A costs more than packing B, so the narrow matrix should be A.</summary>
    private static bool IsTallAndNarrow(GemmShape shape) => shape.N <= NarrowColumns && shape.M >= 2 * shape.N && shape.K >= NarrowColumns;

    /// <summary>Cᵀ = Bᵀ·A with the bits of C = Aᵀ·B, then turned around.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void RunTransposed(GemmJob job, GemmShape shape, ThreadTeam team)
    {
        float* product = GemmScratch.Products(checked(shape.M * shape.N));
        float* target = job.C;
        int pitchTarget = job.PitchC;
        (StoredMatrix a, StoredMatrix b) = (job.A, job.B);
        job.A = new StoredMatrix(b.Data, b.Pitch, transposed: true);
        job.B = new StoredMatrix(a.Data, a.Pitch, transposed: false);
        job.C = product;
        job.PitchC = shape.M;
        Start(job, new GemmShape(shape.N, shape.M, shape.K), GemmMode.Overwrite, team);
        TransposeJob.Run(new StoredMatrix(product, shape.M, transposed: false), target, shape.M, shape.N, team, pitchTarget);
    }

    /// <summary>A product with a packed right-hand matrix.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run(GemmShape shape, ReadOnlySpan<float> a, PackedMatrix b, Span<float> c, GemmMode mode, ThreadTeam team)
    {
        if (shape.N != b.N || shape.K != b.K)
            throw new ArgumentException($"The shape asks for B[{shape.K}, {shape.N}], but the packed matrix is [{b.K}, {b.N}].", nameof(b));
        int pitchA = GemmArguments.CheckMatrix(a, shape.M, shape.K, shape.LeadingA, nameof(a));
        int pitchC = GemmArguments.CheckMatrix(c, shape.M, shape.N, shape.LeadingC, nameof(c));
        fixed (float* pointerA = a)
        fixed (float* pointerC = c)
        {
            GemmJob job = default;
            job.A = new StoredMatrix(pointerA, pitchA, transposed: false);
            job.Panels = PinnedMemory.Pointer(b.Buffer);
            job.C = pointerC;
            job.PitchC = pitchC;
            Start(job, shape, mode, team);
        }

        GC.KeepAlive(b);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Start(GemmJob job, GemmShape shape, GemmMode mode, ThreadTeam team)
    {
        if (shape.M == 0 || shape.N == 0) return;
        job.M = shape.M;
        job.N = shape.N;
        job.K = shape.K;
        job.Accumulate = mode == GemmMode.Accumulate;
        team.Run(job, Parts((long)shape.M * shape.N * shape.K, team.Threads));
    }
}

using System.Runtime.CompilerServices;
using Recurrent.Kernels.Sequences;
using Recurrent.Kernels.Threading;
using Recurrent.Kernels.Unsafe.Gemm;

namespace Recurrent.Kernels.Unsafe.Sequences;

/// <summary>Pins what <see cref="SharedWeightGradients"/> gets, runs the job and turns its products around.</summary>
internal static unsafe class WeightGradientDriver
{
    /// <summary>How many parts the products are worth.</summary>
    public static int Parts(in CellLayout layout, SequencePlan plan, int threads) =>
        GemmDriver.Parts((long)plan.Cells * layout.GateGradientColumns * (layout.InputSize + layout.HiddenSize), threads);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run(in SharedWeightGradients shared, Span<float> inputGradient, Span<float> recurrentGradient, Span<float> sums)
    {
        CellLayout layout = shared.Layout;
        int columns = layout.GateGradientColumns, inputs = layout.InputSize, hidden = layout.HiddenSize;
        float* products = GemmScratch.Products(checked((inputs + hidden) * columns));
        Span<double> totals = stackalloc double[SharedWeightGradients.MostColumns];
        fixed (float* gates = shared.GateGradient, input = shared.Input, states = shared.Hidden, start = shared.InitialHidden)
        fixed (float* inputTarget = inputGradient, recurrentTarget = recurrentGradient)
        fixed (double* pinnedTotals = totals)
        {
            WeightGradientJob job = default;
            job.Columns = columns;
            job.InputEnd = layout.HasRecurrentGateGradient ? columns - hidden : columns;
            job.HiddenStart = layout.RecurrentGradientOffset;
            job.Sums = sums.IsEmpty ? null : pinnedTotals;
            int started = shared.Plan.Active(0), later = shared.Plan.Cells - started;
            bool startsLast = shared.Plan.IsNatural && shared.Plan.IsReverse;
            WeightGradientCells first = Cells(shared, gates, input, products, startsLast ? later : 0, started, start);
            WeightGradientCells rest = Cells(shared, gates, input, products, startsLast ? 0 : started, later, states);
            (job.First, job.Second) = startsLast ? (rest, first) : (first, rest);
            job.Second.Input.Accumulate = job.First.Count > 0;
            job.Second.Hidden.Accumulate = job.First.HasHidden;
            shared.Team.Run(job, Parts(layout, shared.Plan, shared.Team.Threads));
            TurnAround(products, layout, inputTarget, recurrentTarget, shared.Team);
        }

        for (int column = 0; column < sums.Length; column++) sums[column] = (float)totals[column];
    }

    /// <summary>The products of some cells; h of the step before lies side by side in the order of the cells.</summary>
    private static WeightGradientCells Cells(in SharedWeightGradients shared, float* gates, float* input, float* products, int start, int count, float* hidden)
    {
        CellLayout layout = shared.Layout;
        GemmJob job = default;
        job.N = layout.GateGradientColumns;
        job.K = count;
        job.B = new StoredMatrix(gates + ((nint)start * layout.GateGradientPitch), layout.GateGradientPitch, transposed: false);
        job.PitchC = job.N;
        WeightGradientCells cells = default;
        cells.Input = job;
        cells.Input.M = layout.InputSize;
        cells.Input.A = new StoredMatrix(input + ((nint)start * layout.InputSize), layout.InputSize, transposed: true);
        cells.Input.C = products;
        cells.Hidden = job;
        cells.Hidden.M = layout.HiddenSize;
        cells.Hidden.A = new StoredMatrix(hidden, layout.HiddenSize, transposed: true);
        cells.Hidden.C = products + ((nint)layout.InputSize * job.N);
        return cells;
    }

    /// <summary>Columns become rows of the gradients; a GRU's candidate stands first in the products of x and last in the weights.</summary>
    private static void TurnAround(float* products, in CellLayout layout, float* inputTarget, float* recurrentTarget, ThreadTeam team)
    {
        int columns = layout.GateGradientColumns, inputs = layout.InputSize, hidden = layout.HiddenSize, rows = layout.Gates * hidden;
        int ahead = layout.HasRecurrentGateGradient ? hidden : 0;
        TransposeJob.Run(At(products, columns, ahead), inputTarget, rows - ahead, inputs, team);
        TransposeJob.Run(At(products, columns, 0), inputTarget + ((nint)(rows - ahead) * inputs), ahead, inputs, team);
        TransposeJob.Run(At(products + ((nint)inputs * columns), columns, layout.RecurrentGradientOffset), recurrentTarget, rows, hidden, team);
    }

    private static StoredMatrix At(float* products, int columns, int column) => new(products + column, columns, transposed: false);
}

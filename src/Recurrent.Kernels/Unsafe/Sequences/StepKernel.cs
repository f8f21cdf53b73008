using System.Diagnostics;
using System.Runtime.CompilerServices;
using Recurrent.Kernels.Memory;
using Recurrent.Kernels.Sequences;
using Recurrent.Kernels.Threading;

namespace Recurrent.Kernels.Unsafe.Sequences;

/// <summary>One step of one row or many over packed weights: the same order of sums and the same equations as a sequence, hence the same bits.</summary>
internal static unsafe class StepKernel
{
    /// <summary>Words of weights each thread should have at least, or waking it costs more than it brings: half a megabyte.</summary>
    private const int WeightsPerWokenPart = 128 * 1024;

    /// <summary>Words of weights that pay for a thread that is awake.</summary>
    private const int WeightsPerPart = 16 * 1024;

    /// <summary>Rows from which on each thread takes rows rather than units.</summary>
    private const int RowsPerPart = 8;

    /// <summary>Multiply-adds below which a second thread costs more than it brings.</summary>
    private const long WorkPerPart = 1 << 19;

    /// <summary>How many parts a step of one row is worth where all threads are awake.</summary>
    public static int MostParts(in StepLayout layout, int threads) => PartsOf(layout, WeightsPerPart, threads);

    /// <summary>Packs a cell; the result has <see cref="StepLayout.Length"/> words.</summary>
    /// <exception cref="ArgumentException">Weights to be compressed are not finite.</exception>
    public static void Pack(StepLayout layout, in StepWeights weights, Span<float> destination)
    {
        if (layout.Precision == StepPrecision.Single)
        {
            PackSingle(layout.Cell, weights, destination);
            return;
        }

        RequireFinite(weights.Input);
        RequireFinite(weights.Recurrent);
        AlignedBuffer single = AlignedBuffer.Allocate(layout.Cell.PackedLength);
        PackSingle(layout.Cell, weights, single.Span);
        fixed (float* source = single.Span, target = destination)
        {
            WeightCompression.Compress(layout, source, target);
        }
    }

    /// <summary>One step of one row; the states are replaced. Sizes are checked by the caller.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run(
        in StepLayout layout, in StepScratch offsets, ReadOnlySpan<float> weights, in StepSpans spans, ThreadTeam team, StepPace pace, bool isBackwards)
    {
        fixed (float* packed = weights, input = spans.Input, hidden = spans.Hidden, cell = spans.Cell, scratch = spans.Scratch)
        {
            StepJob job = default;
            job.Layout = layout;
            job.Offsets = offsets;
            job.Weights = packed;
            job.Scratch = scratch;
            job.Rows = 1;
            job.Input = WholeGroups(job, input);
            job.NewHidden = hidden;
            job.IsBackwards = isBackwards;

            // Whole vectors of h and c are read, also beyond H.
            int pitch = job.Offsets.StatePitch;
            CopyAndClear(spans.Hidden, new Span<float>(scratch + job.Offsets.Hidden, pitch));
            bool copiesCell = layout.Cell.HasCellState && spans.Cell.Length < layout.Cell.PaddedHiddenSize;
            job.Cell = copiesCell ? scratch + job.Offsets.Cell : cell;
            if (copiesCell) CopyAndClear(spans.Cell, new Span<float>(job.Cell, pitch));
            int most = MostParts(layout, team.Threads);
            if (most == 1) job.Execute(0, 1, default);
            else RunAtPace(job, most, team, pace);
            if (copiesCell) new Span<float>(job.Cell, spans.Cell.Length).CopyTo(spans.Cell);
        }
    }

    /// <summary>One step of some of many states, which are replaced. Sizes and states are checked by the caller.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run(in StepLayout layout, ReadOnlySpan<float> weights, in StepRowsSpans spans, ThreadTeam team, bool isBackwards)
    {
        fixed (int* states = spans.States)
        fixed (float* packed = weights, input = spans.Input, output = spans.Output, hidden = spans.Hidden, cell = spans.Cell, scratch = spans.Scratch)
        {
            StepRowsJob job = default;
            job.Block.Layout = layout;
            job.Block.Offsets = new StepScratch(layout, spans.MaximumRows);
            job.Block.Weights = packed;
            job.Block.Scratch = scratch;
            job.Block.IsBackwards = isBackwards;
            job.Count = spans.States.Length;
            job.States = states;
            job.Input = input;
            job.Output = output;
            job.Hidden = hidden;
            job.Cell = cell;
            int byRows = PartsByRows(layout, job.Count, team.Threads), byPanels = Parts(layout, team, MostParts(layout, team.Threads));
            if (byRows >= byPanels)
            {
                team.Run(job, byRows);
            }
            else
            {
                job.RunByPanels(team, byPanels);
            }
        }
    }

    /// <summary>A single row of input, moved to scratch memory when it is not a whole number of groups.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static float* WholeGroups(in StepJob job, float* input)
    {
        int length = job.Layout.Cell.InputSize;
        if ((length & (job.Layout.Group - 1)) == 0)
        {
            return input;
        }

        float* copy = job.Scratch + job.Offsets.Input;
        CopyAndClear(new ReadOnlySpan<float>(input, length), new Span<float>(copy, job.Layout.Words(length) * job.Layout.Group));
        return copy;
    }

    /// <summary>One step of one row on as many threads as are faster now.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void RunAtPace(in StepJob job, int most, ThreadTeam team, StepPace pace)
    {
        bool isAlone = pace.IsAlone, isTimed = pace.TakesTime();
        long start = isTimed ? Stopwatch.GetTimestamp() : 0;
        team.Run(job, isAlone ? 1 : Parts(job.Layout, team, most));
        if (isTimed) pace.Add(Stopwatch.GetTimestamp() - start);
    }

    /// <summary>How many parts a step of one row takes now; results do not depend on it.</summary>
    private static int Parts(in StepLayout layout, ThreadTeam team, int most)
    {
        int woken = PartsOf(layout, WeightsPerWokenPart, team.Threads);
        return most > woken ? Math.Max(woken, team.PartsAtHand(most)) : woken;
    }

    /// <remarks>A reset gate before the product would make the parts wait for each other.</remarks>
    private static int PartsOf(in StepLayout layout, int weights, int threads) =>
        layout.Cell.HasResetHidden ? 1 : (int)Math.Clamp((long)layout.BiasStart / weights, 1, threads);

    private static int PartsByRows(in StepLayout layout, int rows, int threads)
    {
        long work = (long)rows * (layout.Cell.InputSize + layout.Cell.HiddenSize) * layout.RowWidth;
        return (int)Math.Clamp(Math.Min(rows / RowsPerPart, work / WorkPerPart), 1, threads);
    }

    private static void RequireFinite(ReadOnlySpan<float> weights)
    {
        foreach (float weight in weights)
        {
            if (!float.IsFinite(weight))
            {
                throw new ArgumentException($"Weights hold {weight}, which has no place in fewer bits; keep the stream's weights in float32, or look for the fault in training.", nameof(weights));
            }
        }
    }

    private static void CopyAndClear(ReadOnlySpan<float> source, Span<float> destination)
    {
        source.CopyTo(destination);
        destination[source.Length..].Clear();
    }

    private static void PackSingle(CellLayout layout, in StepWeights weights, Span<float> destination)
    {
        fixed (float* input = weights.Input, recurrent = weights.Recurrent, inputBias = weights.InputBias, recurrentBias = weights.RecurrentBias, packed = destination)
        {
            PackJob job = default;
            job.Layout = layout;
            job.InputWeights = input;
            job.RecurrentWeights = recurrent;
            job.InputBias = inputBias;
            job.RecurrentBias = recurrentBias;
            job.Destination = packed;
            ThreadTeam.Single.Run(job, parts: 1);
        }
    }
}

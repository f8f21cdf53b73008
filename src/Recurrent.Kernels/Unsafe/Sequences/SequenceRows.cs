using System.Runtime.CompilerServices;
using Recurrent.Kernels.Sequences;
using Recurrent.Kernels.Threading;

namespace Recurrent.Kernels.Unsafe.Sequences;

/// <summary>Moves rows between tensors <c>[T, B, …]</c> and the order of a plan; only valid cells are read.</summary>
internal static unsafe class SequenceRows
{
    /// <summary>Brings the input and the initial states of a part's sorted positions into the plan's order.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Gather(in ForwardJob job, ItemRange own)
    {
        SequencePlan plan = job.Plan;
        nint input = job.Layout.InputSize, hidden = job.Layout.HiddenSize;
        for (int position = own.Start; position < own.End; position++)
        {
            nint row = plan.Row(position);
            if (job.Memory.HasSortedInitialHidden)
            {
                Copy(job.InitialHidden + (row * hidden), job.Saved + job.Memory.SortedInitialHidden + (position * hidden), hidden);
            }

            if (job.Layout.HasCellState)
            {
                var target = new PanelBlock(job.Saved + job.Memory.InitialCell, plan.Batch);
                ToPanels(job.InitialCell == null ? null : job.InitialCell + (row * hidden), target, job.Layout.Lanes, position, (int)hidden);
            }
        }

        if (!plan.IsNatural)
        {
            Gather(plan, own, job.Input, job.Saved + job.Memory.PackedInput, input);
        }
    }

    /// <summary>Brings rows of a part from a tensor <c>[T, B, width]</c> into the plan's order, step by step: that is how they lie in both.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Gather(SequencePlan plan, ItemRange own, float* tensor, float* packed, nint width)
    {
        int steps = own.Length > 0 ? plan.Length(own.Start) : 0;
        for (int step = 0; step < steps; step++)
        {
            float* target = packed + ((plan.Offset(step) + own.Start) * width);
            int end = Math.Min(own.End, plan.Active(step));
            for (int position = own.Start; position < end; position++, target += width)
            {
                Copy(tensor + (plan.TensorRow(step, position) * width), target, width);
            }
        }
    }

    /// <summary>The way back: rows of a part from the plan's order into a tensor <c>[T, B, width]</c>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Scatter(SequencePlan plan, ItemRange own, float* packed, float* tensor, nint width)
    {
        int steps = own.Length > 0 ? plan.Length(own.Start) : 0;
        for (int step = 0; step < steps; step++)
        {
            float* source = packed + ((plan.Offset(step) + own.Start) * width);
            int end = Math.Min(own.End, plan.Active(step));
            for (int position = own.Start; position < end; position++, source += width)
            {
                Copy(source, tensor + (plan.TensorRow(step, position) * width), width);
            }
        }
    }

    /// <summary>Writes the outputs (zeros in the padding) and the final states of a part's sorted positions.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Scatter(in ForwardJob job, ItemRange own, float* hiddenStates)
    {
        SequencePlan plan = job.Plan;
        nint hidden = job.Layout.HiddenSize, padded = job.Layout.PaddedHiddenSize;
        if (!plan.IsNatural)
        {
            Scatter(plan, own, hiddenStates, job.Outputs, hidden);
        }

        for (int position = own.Start; position < own.End; position++)
        {
            int length = plan.Length(position);
            nint row = plan.Row(position);
            for (int time = length; time < plan.Time; time++)
            {
                new Span<float>(job.Outputs + ((((nint)time * plan.Batch) + row) * hidden), (int)hidden).Clear();
            }

            nint last = length == 0 ? 0 : plan.Offset(length - 1) + position;
            var final = new Span<float>(job.FinalHidden + (row * hidden), (int)hidden);
            if (length > 0)
            {
                new ReadOnlySpan<float>(hiddenStates + (last * hidden), (int)hidden).CopyTo(final);
            }
            else if (job.InitialHidden != null)
            {
                new ReadOnlySpan<float>(job.InitialHidden + (row * hidden), (int)hidden).CopyTo(final);
            }
            else
            {
                final.Clear();
            }

            if (job.Layout.HasCellState)
            {
                PanelBlock cell = length > 0 && job.Memory.Saves
                    ? new PanelBlock(job.Saved + job.Memory.Cell + ((last - position) * padded), plan.Active(length - 1))
                    : new PanelBlock(job.Saved + job.Memory.InitialCell, plan.Batch);
                FromPanels(cell, job.Layout.Lanes, position, job.FinalCell + (row * hidden), (int)hidden);
            }
        }
    }

    /// <summary>Spreads a row over panels of some width, zeros after its end; null is a row of zeros.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void ToPanels(float* source, PanelBlock target, int width, nint row, int length)
    {
        for (int start = 0; start < length; start += width)
        {
            int valid = source == null ? 0 : Math.Min(width, length - start);
            var panel = new Span<float>(target.At(start, width, row), width);
            new ReadOnlySpan<float>(source + start, valid).CopyTo(panel);
            panel[valid..].Clear();
        }
    }

    /// <summary>Collects a row from panels of some width.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void FromPanels(PanelBlock source, int width, nint row, float* target, int length)
    {
        for (int start = 0; start < length; start += width)
        {
            Copy(source.At(start, width, row), target + start, Math.Min(width, length - start));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Copy(float* source, float* destination, nint length) =>
        new ReadOnlySpan<float>(source, (int)length).CopyTo(new Span<float>(destination, (int)length));
}

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
        nint input = job.Layout.InputSize, hidden = job.Layout.HiddenSize, padded = job.Layout.PaddedHiddenSize;
        for (int position = own.Start; position < own.End; position++)
        {
            nint row = plan.Row(position);
            if (job.Memory.HasSortedInitialHidden)
            {
                Copy(job.InitialHidden + (row * hidden), job.Saved + job.Memory.SortedInitialHidden + (position * hidden), hidden);
            }

            if (job.Layout.HasCellState)
            {
                var target = new Span<float>(job.Saved + job.Memory.InitialCell + (position * padded), (int)padded);
                target.Clear();
                if (job.InitialCell != null)
                {
                    new ReadOnlySpan<float>(job.InitialCell + (row * hidden), (int)hidden).CopyTo(target);
                }
            }

            for (int step = 0; !plan.IsNatural && step < plan.Length(position); step++)
            {
                Copy(job.Input + (plan.TensorRow(step, position) * input), job.Saved + job.Memory.PackedInput + ((plan.Offset(step) + position) * input), input);
            }
        }
    }

    /// <summary>Writes the outputs (zeros in the padding) and the final states of a part's sorted positions.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Scatter(in ForwardJob job, ItemRange own, float* hiddenStates)
    {
        SequencePlan plan = job.Plan;
        nint hidden = job.Layout.HiddenSize, padded = job.Layout.PaddedHiddenSize;
        for (int position = own.Start; position < own.End; position++)
        {
            int length = plan.Length(position);
            nint row = plan.Row(position);
            for (int step = 0; !plan.IsNatural && step < length; step++)
            {
                Copy(hiddenStates + ((plan.Offset(step) + position) * hidden), job.Outputs + (plan.TensorRow(step, position) * hidden), hidden);
            }

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
                float* cell = length > 0 && job.Memory.Saves ? job.Saved + job.Memory.Cell + (last * padded) : job.Saved + job.Memory.InitialCell + (position * padded);
                Copy(cell, job.FinalCell + (row * hidden), hidden);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Copy(float* source, float* destination, nint length) =>
        new ReadOnlySpan<float>(source, (int)length).CopyTo(new Span<float>(destination, (int)length));
}

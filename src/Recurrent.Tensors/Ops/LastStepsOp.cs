using Recurrent.Kernels.Elementwise;
using Recurrent.Tensors.Autograd;

namespace Recurrent.Tensors.Ops;

/// <summary>The last steps of every row of several sequences.</summary>
internal static class LastStepsOp
{
    /// <summary>The last steps of every row, right-aligned: row by row, the steps before its end.</summary>
    /// <param name="tape">Where the result lives and is recorded.</param>
    /// <param name="sequences">L tensors <c>[S, B, D]</c>.</param>
    /// <param name="spans">The valid steps of each row.</param>
    /// <param name="count">M, how many steps to take.</param>
    /// <returns><c>[L, B, M, D]</c>; 0 where a row has fewer valid steps.</returns>
    public static Tensor LastSteps(this Tape tape, Tensor[] sequences, (int Start, int End)[] spans, int count)
    {
        Shape shape = sequences[0].Shape;
        Tensor output = tape.NewTensor(new Shape(sequences.Length, shape[1], count, shape[2]), sequences.Any(sequence => sequence.RequiresGradient));
        var plan = new Plan(spans, count, shape[2]);
        for (int layer = 0; layer < sequences.Length; layer++)
        {
            for (int row = 0; row < spans.Length; row++)
            {
                for (int slot = 0; slot < count; slot++)
                {
                    Span<float> target = output.Writable.Slice(plan.Target(layer, row, slot), plan.Width);
                    int source = plan.Source(row, slot);
                    if (source < 0)
                    {
                        target.Clear();
                    }
                    else
                    {
                        sequences[layer].Values.Slice(source, plan.Width).CopyTo(target);
                    }
                }
            }
        }

        if (output.RequiresGradient)
        {
            tape.Record(new Node(sequences, plan, output));
        }

        return output;
    }

    private sealed record Plan((int Start, int End)[] Spans, int Count, int Width)
    {
        public int Target(int layer, int row, int slot) => ((((layer * Spans.Length) + row) * Count) + slot) * Width;

        /// <summary>Where a slot's step lies; negative when the row has no such step.</summary>
        public int Source(int row, int slot)
        {
            int step = Spans[row].End - Count + slot;
            return step < Spans[row].Start ? -1 : ((step * Spans.Length) + row) * Width;
        }
    }

    private sealed class Node(Tensor[] sequences, Plan plan, Tensor output) : TapeNode
    {
        public override bool IsReached => output.HasGradient;

        public override void Backward(Tape tape)
        {
            for (int layer = 0; layer < sequences.Length; layer++)
            {
                if (sequences[layer].RequiresGradient)
                {
                    Backward(tape.GradientToAdd(sequences[layer]), layer);
                }
            }
        }

        private void Backward(Span<float> gradient, int layer)
        {
            for (int row = 0; row < plan.Spans.Length; row++)
            {
                for (int slot = 0; slot < plan.Count; slot++)
                {
                    int source = plan.Source(row, slot);
                    if (source >= 0)
                    {
                        Accumulate.Add(output.GradientSpan.Slice(plan.Target(layer, row, slot), plan.Width), gradient.Slice(source, plan.Width));
                    }
                }
            }
        }
    }
}

using Recurrent.Kernels.Memory;
using Recurrent.Kernels.Reduce;
using Recurrent.Tensors.Autograd;
using Recurrent.Tensors.Ops.Losses;
using Recurrent.Tensors.Ops.Rows;

namespace Recurrent.Tensors.Ops;

/// <summary>The loss of choosing one class of many.</summary>
public static class CrossEntropyOp
{
    private static readonly CrossEntropyOptions Plain = new();

    /// <summary>Weighted mean of −ln softmax(x)[t] over the rows that count.</summary>
    /// <param name="tape">Where the result lives and is recorded.</param>
    /// <param name="logits">x, <c>[…, V]</c>: one row of class scores a target.</param>
    /// <param name="targets">t, one class from 0 to V − 1 a row in row-major order, or the index to ignore; kept until the step ends.</param>
    /// <param name="options">Label smoothing, ignored index, class weights; null for none of them (−100 is ignored).</param>
    /// <returns>A scalar; 0 when no row counts.</returns>
    /// <exception cref="ArgumentException">There is not one target a row, a target is no class, or the class weights are not <c>[V]</c>.</exception>
    /// <remarks>
    /// With p = softmax(x), weights c and smoothing ε, a row's loss is (1 − ε) c_t (−ln p_t) + (ε/V) Σ_v c_v (−ln p_v), and the result is
    /// Σ_rows loss / Σ_rows c_t: the definition of PyTorch's CrossEntropyLoss. Its exponential is the perplexity. The probabilities are not
    /// stored: the backward pass computes them again from one logarithm a row, ∂x = (p − smoothed target) / Σ c_t, in one pass.
    /// </remarks>
    public static Tensor CrossEntropy(this Tape tape, Tensor logits, ReadOnlyMemory<int> targets, CrossEntropyOptions? options = null)
    {
        int classes = RowSplit.Columns(logits, nameof(CrossEntropy));
        options ??= Plain;
        Check(logits.Shape, targets.Span, options);
        int rows = targets.Length;
        AlignedBuffer perRow = tape.RentScratch(3 * rows);
        var forward = new CrossEntropyForward
        {
            Logits = logits.Values,
            Rule = new CrossEntropyRule(targets.Span, classes, options),
            LogSumHigh = perRow.Span[..rows],
            LogSumLow = perRow.Span.Slice(rows, rows),
            Losses = perRow.Span.Slice(2 * rows, rows),
        };
        RowSplit.Run(tape, forward);
        double totalWeight = forward.Rule.TotalWeight();
        Tensor output = tape.NewTensor(default, logits.RequiresGradient);
        output.Writable[0] = totalWeight == 0 ? 0f : (float)(FixedOrder.Sum(forward.Losses) / totalWeight);
        if (output.RequiresGradient)
        {
            tape.Record(new Node(logits, targets, options, output, new Saved(perRow, totalWeight)));
        }

        return output;
    }

    private static void Check(Shape logits, ReadOnlySpan<int> targets, CrossEntropyOptions options)
    {
        int classes = logits[-1];
        if (targets.Length * (long)classes != logits.Length)
        {
            throw new ArgumentException($"CrossEntropy got {targets.Length} targets for logits {logits}; expected one a row, {logits.Length / classes}.", nameof(targets));
        }

        if (options.ClassWeights is not null && options.ClassWeights.Shape != new Shape(classes))
        {
            throw new ArgumentException($"CrossEntropy got class weights {options.ClassWeights.Shape} for logits {logits}; expected [{classes}].", nameof(options));
        }

        for (int row = 0; row < targets.Length; row++)
        {
            if ((uint)targets[row] >= (uint)classes && targets[row] != options.IgnoreIndex)
            {
                throw new ArgumentException(
                    $"Target {targets[row]} of row {row} is no class; expected 0 to {classes - 1}, or {options.IgnoreIndex} to ignore the row.", nameof(targets));
            }
        }
    }

    private readonly record struct Saved(AlignedBuffer PerRow, double TotalWeight);

    private sealed class Node(Tensor logits, ReadOnlyMemory<int> targets, CrossEntropyOptions options, Tensor output, Saved saved) : TapeNode
    {
        public override bool IsReached => output.HasGradient;

        public override void Backward(Tape tape)
        {
            int rows = targets.Length;
            Span<float> gradient = logits.BeginGradient(tape, out bool isFresh);
            RowSplit.Run(tape, new CrossEntropyBackward
            {
                Logits = logits.Values,
                Rule = new CrossEntropyRule(targets.Span, logits.Shape[-1], options),
                LogSumHigh = saved.PerRow.Span[..rows],
                LogSumLow = saved.PerRow.Span.Slice(rows, rows),
                Gradient = gradient,
                Scale = saved.TotalWeight == 0 ? 0f : (float)(output.GradientSpan[0] / saved.TotalWeight),
                Overwrite = isFresh,
            });
        }
    }
}

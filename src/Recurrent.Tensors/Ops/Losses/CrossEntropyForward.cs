using Recurrent.Kernels.Reduce;
using Recurrent.Tensors.Ops.Rows;

namespace Recurrent.Tensors.Ops.Losses;

/// <summary>The loss of every row, and ln Σ eˣ of every row as the sum of two floats, which keeps the digits that one float would lose.</summary>
internal ref struct CrossEntropyForward : IRowJob
{
    public required ReadOnlySpan<float> Logits { get; init; }

    public required CrossEntropyRule Rule { get; init; }

    public required Span<float> LogSumHigh { get; init; }

    public required Span<float> LogSumLow { get; init; }

    public required Span<float> Losses { get; init; }

    public readonly int Columns => Rule.Classes;

    public readonly int Length => Logits.Length;

    public readonly void Run(int start, int length)
    {
        for (int row = start / Columns; row < (start + length) / Columns; row++)
        {
            LogSumHigh[row] = LogSumLow[row] = Losses[row] = 0;
            if (Rule.IsCounted(row))
            {
                ReadOnlySpan<float> scores = Logits.Slice(row * Columns, Columns);
                double logSum = SoftMax.LogSumExp(scores);
                LogSumHigh[row] = (float)logSum;
                LogSumLow[row] = (float)(logSum - LogSumHigh[row]);
                Losses[row] = (float)Loss(row, scores, logSum);
            }
        }
    }

    private readonly double Loss(int row, ReadOnlySpan<float> scores, double logSum)
    {
        double loss = Rule.TargetTerm(row) * (logSum - scores[Rule.Target(row)]);
        if (Rule.Share > 0)
        {
            double scoreSum = Rule.ClassWeights.IsEmpty ? FixedOrder.Sum(scores) : FixedOrder.Dot(scores, Rule.ClassWeights);
            loss += Rule.Share * ((Rule.SumOfClassWeights * logSum) - scoreSum);
        }

        return loss;
    }
}

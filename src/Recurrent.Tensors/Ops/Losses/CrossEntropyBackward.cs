using System.Numerics;
using System.Runtime.CompilerServices;
using Recurrent.Tensors.Ops.Elementwise;
using Recurrent.Tensors.Ops.Rows;

namespace Recurrent.Tensors.Ops.Losses;

/// <summary>Softmax minus smoothed target of every row, times a scale; rows that do not count get 0.</summary>
internal ref struct CrossEntropyBackward : IRowJob
{
    public required ReadOnlySpan<float> Logits { get; init; }

    public required CrossEntropyRule Rule { get; init; }

    public required ReadOnlySpan<float> LogSumHigh { get; init; }

    public required ReadOnlySpan<float> LogSumLow { get; init; }

    public required Span<float> Gradient { get; init; }

    public required float Scale { get; init; }

    public required bool Overwrite { get; init; }

    public readonly int Columns => Rule.Classes;

    public readonly int Length => Logits.Length;

    public readonly void Run(int start, int length)
    {
        for (int row = start / Columns; row < (start + length) / Columns; row++)
        {
            Span<float> gradient = Gradient.Slice(row * Columns, Columns);
            if (Rule.IsCounted(row))
            {
                AddRow(row, gradient);
            }
            else if (Overwrite)
            {
                gradient.Clear();
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private readonly void AddRow(int row, Span<float> gradient)
    {
        double targetTerm = Rule.TargetTerm(row);
        var high = new Constants(LogSumHigh[row], LogSumLow[row]);
        var scale = new Vector<float>((float)(Scale * (targetTerm + (Rule.Share * Rule.SumOfClassWeights))));
        ReadOnlySpan<float> scores = Logits.Slice(row * Columns, Columns);
        int index = 0;
        for (; index <= gradient.Length - Vector<float>.Count; index += Vector<float>.Count)
        {
            Vector<float> term = scale * Lanes.Exp(new Vector<float>(scores[index..]) - high.First - high.Second);
            (Overwrite ? term : term + new Vector<float>(gradient[index..])).CopyTo(gradient[index..]);
        }

        if (index < gradient.Length)
        {
            Vector<float> term = scale * Lanes.Exp(Partial.Load(scores[index..]) - high.First - high.Second);
            Partial.Store(Overwrite ? term : term + Partial.Load(gradient[index..]), gradient[index..]);
        }

        gradient[Rule.Target(row)] -= (float)(Scale * targetTerm);
        SubtractShares(gradient);
    }

    private readonly void SubtractShares(Span<float> gradient)
    {
        if (Rule.Share == 0)
        {
            return;
        }

        var share = new Operand([(float)(-Scale * Rule.Share)], isConstant: true);
        Operand weights = Rule.ClassWeights.IsEmpty ? new Operand([1f], isConstant: true) : new Operand(Rule.ClassWeights, isConstant: false);
        BinaryLoop.Terms<ScaledTerm>(weights, share, share, gradient, overwrite: false);
    }
}

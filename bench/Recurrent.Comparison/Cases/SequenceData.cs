using System.Collections.Immutable;

namespace Recurrent.Comparison.Cases;

/// <summary>What all sides of a sequence case read: weights, input, target and lengths.</summary>
internal sealed class SequenceData
{
    private const ulong Seed = 20;

    private SequenceData(SequenceCase sizes, ImmutableArray<int> lengths)
    {
        var numbers = new Numbers(Seed);
        Sizes = sizes;
        Lengths = lengths;
        Weights = [.. numbers.Weights(sizes)];
        Input = numbers.Normal("input", sizes.Time * sizes.Batch * sizes.Input);
        Target = numbers.Uniform("target", sizes.Time * sizes.Batch * sizes.Hidden, -1, 1);
        ClearPadding(Target);
    }

    private SequenceData(SequenceData other)
    {
        (Sizes, Lengths, Weights, Input, Target) = (other.Sizes, other.Lengths, other.Weights, other.Input, other.Target);
    }

    /// <summary>The case.</summary>
    public SequenceCase Sizes { get; }

    /// <summary>Weights by PyTorch's names.</summary>
    public IReadOnlyList<NamedValues> Weights { get; private init; }

    /// <summary><c>[T, B, I]</c>, standard normal.</summary>
    public float[] Input { get; private init; }

    /// <summary><c>[T, B, H]</c>, uniform between ±1; 0 in the padding, where every side's output is 0.</summary>
    public float[] Target { get; }

    /// <summary>Valid steps of each row; default when all are T.</summary>
    public ImmutableArray<int> Lengths { get; }

    /// <summary>Steps that count over all rows.</summary>
    public long ValidSteps => Lengths.IsDefault ? (long)Sizes.Time * Sizes.Batch : Lengths.Sum(length => (long)length);

    /// <summary>Rows of full length.</summary>
    public static SequenceData Full(SequenceCase sizes) => new(sizes, default);

    /// <summary>Lengths uniform from T/4 to T, in no order, the longest of T steps.</summary>
    public static SequenceData Ragged(SequenceCase sizes)
    {
        int[] lengths = new Numbers(Seed).Whole("lengths", sizes.Batch, sizes.Time / 4, sizes.Time + 1);
        lengths[0] = sizes.Time;
        return new SequenceData(sizes, [.. lengths]);
    }

    /// <summary>The same case with other magnitudes.</summary>
    /// <param name="input">Factor of the input.</param>
    /// <param name="weights">Factor of every weight and bias.</param>
    public SequenceData Scaled(float input, float weights) => new(this)
    {
        Weights = [.. Weights.Select(weight => weight with { Values = Times(weight.Values, weights) })],
        Input = Times(Input, input),
    };

    private static float[] Times(float[] values, float factor) => [.. values.Select(value => value * factor)];

    private void ClearPadding(float[] values)
    {
        if (Lengths.IsDefault)
        {
            return;
        }

        for (int step = 0; step < Sizes.Time; step++)
        {
            for (int row = 0; row < Sizes.Batch; row++)
            {
                if (step >= Lengths[row])
                {
                    values.AsSpan(((step * Sizes.Batch) + row) * Sizes.Hidden, Sizes.Hidden).Clear();
                }
            }
        }
    }
}

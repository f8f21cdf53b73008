using Recurrent.Tensors.Random;

namespace Recurrent.Comparison.Cases;

/// <summary>Seeded numbers: the same at every run and on every side.</summary>
internal sealed class Numbers(ulong seed)
{
    private readonly RandomSource _source = new(seed);

    /// <summary>Uniform numbers from <paramref name="lowest"/> to <paramref name="highest"/>.</summary>
    public float[] Uniform(string name, int count, double lowest, double highest)
    {
        var values = new float[count];
        _source.Stream(name).FillUniform(values);
        for (int index = 0; index < count; index++)
        {
            values[index] = (float)(lowest + ((highest - lowest) * values[index]));
        }

        return values;
    }

    /// <summary>Standard normal numbers.</summary>
    public float[] Normal(string name, int count)
    {
        var values = new float[count];
        _source.Stream(name).FillNormal(values);
        return values;
    }

    /// <summary>Whole numbers from <paramref name="lowest"/> to below <paramref name="end"/>, all equally likely.</summary>
    public int[] Whole(string name, int count, int lowest, int end) =>
        [.. Uniform(name, count, 0, 1).Select(value => Math.Min(end - 1, lowest + (int)(value * (end - lowest))))];

    /// <summary>Weights of a recurrent stack, uniform between ±1/√H as PyTorch starts them.</summary>
    /// <param name="sizes">The stack.</param>
    /// <param name="prefix">What stands before every name.</param>
    public IEnumerable<NamedValues> Weights(SequenceCase sizes, string prefix = "")
    {
        double bound = 1 / Math.Sqrt(sizes.Hidden);
        int rows = sizes.Gates * sizes.Hidden;
        for (int layer = 0; layer < sizes.Layers; layer++)
        {
            yield return Weight($"{prefix}weight_ih_l{layer}", bound, rows, sizes.InputOf(layer));
            yield return Weight($"{prefix}weight_hh_l{layer}", bound, rows, sizes.Hidden);
            yield return Weight($"{prefix}bias_ih_l{layer}", bound, rows);
            yield return Weight($"{prefix}bias_hh_l{layer}", bound, rows);
        }
    }

    /// <summary>One parameter, uniform between ±<paramref name="bound"/>.</summary>
    public NamedValues Weight(string name, double bound, params int[] axes) =>
        new(name, axes, Uniform(name, axes.Aggregate((left, right) => left * right), -bound, bound));
}

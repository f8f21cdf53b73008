using Recurrent.Tensors;
using Recurrent.Tensors.Random;
using Recurrent.Tensors.Sequences;

namespace Recurrent.Testing;

/// <summary>Tensors of seeded normal numbers, the same in every run.</summary>
public static class SampleTensors
{
    /// <summary>A constant; another name gives other numbers.</summary>
    public static Tensor Normal(string name, Shape shape, double scale = 1) => Tensor.FromValues(NormalValues(name, shape, scale), shape);

    /// <summary>A leaf that requires a gradient.</summary>
    public static Tensor Variable(string name, Shape shape, double scale = 1) => Tensor.Variable(NormalValues(name, shape, scale), shape);

    /// <summary>A full batch <c>[T, B, D]</c>.</summary>
    public static SequenceBatch Batch(string name, int time, int batch, int features) => new(Normal(name, new Shape(time, batch, features)));

    private static float[] NormalValues(string name, Shape shape, double scale)
    {
        var values = new float[shape.Length];
        new RandomSource(20260102).Stream(name).FillNormal(values);
        return [.. values.Select(value => (float)(value * scale))];
    }
}

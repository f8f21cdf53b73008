using Recurrent.Tensors;
using Recurrent.Tensors.Random;

namespace Recurrent.Layers.Initialization;

/// <summary>How a parameter gets its first values: a value object, so that a model's description can record it.</summary>
public abstract record Initializer
{
    /// <summary>Zeros, the usual start of a bias.</summary>
    public static Initializer Zeros { get; } = new Constant(0);

    /// <summary>Ones, the usual start of a scale.</summary>
    public static Initializer Ones { get; } = new Constant(1);

    /// <summary>Writes the first values.</summary>
    /// <param name="values">All values in row-major order; every one is written.</param>
    /// <param name="shape">The parameter's axes, <c>[O, I]</c> for a weight: the first axis is the fan-out, the product of the others the fan-in.</param>
    /// <param name="random">The parameter's own stream, from its beginning.</param>
    public abstract void Fill(Span<float> values, Shape shape, RandomStream random);

    /// <summary>This initialiser applied to every gate's rows on their own, so that fans and orthogonality are those of one gate.</summary>
    /// <param name="gates">Number of equal blocks along the first axis, at least 1.</param>
    /// <returns>An initialiser for <c>[gates·H, I]</c>.</returns>
    public Initializer PerGate(int gates) => gates == 1 ? this : new PerGate(this, gates);

    private protected static double FanIn(Shape shape) => Math.Max(1, shape.LengthOf(Math.Min(1, shape.Rank), shape.Rank));

    private protected static double FanOut(Shape shape) => shape.Rank == 0 ? 1 : Math.Max(1, shape[0]);

    private protected static void FillUniform(Span<float> values, double bound, RandomStream random)
    {
        random.FillUniform(values);
        foreach (ref float value in values)
        {
            value = (float)(((2.0 * value) - 1) * bound);
        }
    }

    private protected static void FillNormal(Span<float> values, double deviation, RandomStream random)
    {
        random.FillNormal(values);
        foreach (ref float value in values)
        {
            value = (float)(value * deviation);
        }
    }
}

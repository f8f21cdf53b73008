using Recurrent.Tensors;
using Recurrent.Tensors.Random;

namespace Recurrent.Layers.Initialization;

/// <summary>ν, θ and g of a linear recurrent unit, <c>[3N]</c>: λ uniform on a ring of the complex plane, and γ = √(1 − |λ|²).</summary>
/// <param name="MinimumRadius">The least |λ|.</param>
/// <param name="MaximumRadius">The largest |λ|.</param>
/// <param name="MaximumPhase">The largest phase.</param>
/// <remarks>Orvieto and others, "Resurrecting recurrent neural networks for long sequences", ICML 2023, lemma 3.2 and section 3.4.</remarks>
internal sealed record RingOfEigenvalues(double MinimumRadius, double MaximumRadius, double MaximumPhase) : Initializer
{
    // A radius or a phase of exactly 0 has no logarithm.
    private const double Least = 1e-6;

    /// <inheritdoc/>
    public override void Fill(Span<float> values, Shape shape, RandomStream random)
    {
        random.FillUniform(values);
        int states = values.Length / 3;
        double inner = MinimumRadius * MinimumRadius, outer = MaximumRadius * MaximumRadius;
        for (int lane = 0; lane < states; lane++)
        {
            double square = Math.Max(Least, inner + (values[lane] * (outer - inner)));
            values[lane] = (float)Math.Log(-0.5 * Math.Log(square));
            values[states + lane] = (float)Math.Log(Math.Max(Least, values[states + lane] * MaximumPhase));
            values[(2 * states) + lane] = (float)(0.5 * Math.Log(1 - square));
        }
    }
}

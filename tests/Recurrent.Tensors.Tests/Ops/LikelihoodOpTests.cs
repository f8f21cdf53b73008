using Recurrent.Tensors.Autograd;
using Recurrent.Tensors.Ops;
using Recurrent.Tensors.Ops.Losses;
using Recurrent.Testing;

namespace Recurrent.Tensors.Tests.Ops;

/// <summary>Likelihoods of counts and of positive values against their densities written out.</summary>
public sealed class LikelihoodOpTests
{
    private static readonly float[] Counts = [0, 3, 1, 7, 100, 2];
    private static readonly float[] Positives = [0.2f, 3.5f, 1f, 0.01f, 12f, 2f];
    private static readonly float[] Weights = [1f, 0f, 2f, 0.5f, 1f, 3f];
    private static readonly double[] Means = [0.3, 2, 1.5, 4, 90, 0.7];
    private static readonly double[] Spreads = [0.5, 2, 0.03, 0.7, 0.2, 5];
    private static readonly Shape Pair = new(2, 3);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Poisson_likelihood_matches_its_reference(bool isWeighted)
    {
        new GradientCheck().WithInput(Pair, Means).Run(
            (tape, inputs) => tape.PoissonNegativeLogLikelihood(inputs[0], Targets(Counts, isWeighted), WeightTensor(isWeighted)),
            inputs => [WeightedMean(isWeighted, index => -PoissonLog(Counts[index], inputs[0][index]))]);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Negative_binomial_likelihood_matches_its_reference(bool isWeighted)
    {
        new GradientCheck().WithInput(Pair, Means).WithInput(Pair, Spreads).Run(
            (tape, inputs) => tape.NegativeBinomialNegativeLogLikelihood(inputs[0], inputs[1], Targets(Counts, isWeighted), WeightTensor(isWeighted)),
            inputs => [WeightedMean(isWeighted, index => -NegativeBinomialLog(Counts[index], inputs[0][index], inputs[1][index]))]);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Gamma_likelihood_matches_its_reference(bool isWeighted)
    {
        new GradientCheck().WithInput(Pair, Means).WithInput(Pair, Spreads).Run(
            (tape, inputs) => tape.GammaNegativeLogLikelihood(inputs[0], inputs[1], Targets(Positives, isWeighted), WeightTensor(isWeighted)),
            inputs => [WeightedMean(isWeighted, index =>
            {
                double shape = inputs[1][index], rate = shape / inputs[0][index], y = Positives[index];
                return -((shape * Math.Log(rate)) - GammaFunction.LogGamma(shape) + ((shape - 1) * Math.Log(y)) - (rate * y));
            })]);
    }

    [Fact]
    public void Likelihoods_know_densities_worked_out_by_hand()
    {
        // e⁻³ 3²/2!, and with r = 1/α = 2 and p = r/(r + μ) = ½: C(4, 3) ½² ½³ = 1/8.
        Assert.Equal(-Math.Log(4.5 * Math.Exp(-3)), Value(tape => tape.PoissonNegativeLogLikelihood(One(3), One(2))), 1e-6);
        Assert.Equal(Math.Log(8), Value(tape => tape.NegativeBinomialNegativeLogLikelihood(One(2), One(0.5f), One(3))), 1e-6);
        // Shape 1 is the exponential density e^(−y/μ)/μ; shape 2 with mean 2 is y e^(−y).
        Assert.Equal(0.75 + Math.Log(4), Value(tape => tape.GammaNegativeLogLikelihood(One(4), One(1), One(3))), 1e-6);
        Assert.Equal(3 - Math.Log(3), Value(tape => tape.GammaNegativeLogLikelihood(One(2), One(2), One(3))), 1e-6);
        // Nothing was counted: p(0) = e^(−μ), and (1 + αμ)^(−1/α) = ⅓ for α = 1 and μ = 2.
        Assert.Equal(2, Value(tape => tape.PoissonNegativeLogLikelihood(One(2), One(0))), 1e-6);
        Assert.Equal(Math.Log(3), Value(tape => tape.NegativeBinomialNegativeLogLikelihood(One(2), One(1), One(0))), 1e-6);
    }

    [Theory]
    [InlineData(0f)]
    [InlineData(1e-12f)]
    [InlineData(1e-7f)]
    public void Negative_binomial_without_dispersion_is_the_Poisson_distribution(float dispersion)
    {
        foreach (float count in (float[])[0, 1, 5, 70, 4000])
        {
            float mean = count + 1.5f;
            Tape tape = Tape.ForGradients(threads: 1);
            Tensor mu = Tensor.Variable([mean], new Shape(1)), alpha = Tensor.Variable([dispersion], new Shape(1));
            Tensor loss = tape.NegativeBinomialNegativeLogLikelihood(mu, alpha, One(count));
            tape.Backward(loss);
            // What a small α changes is its own first-order term.
            double first = 0.5 * (count - ((count - mean) * (count - mean)));
            double tolerance = 1e-6 + (Math.Abs(first) * 1.2e-7 * 4);
            Assert.Equal(-PoissonLog(count, mean) + (dispersion * first), loss.ToScalar(), 2e-6 + (1e-6 * Math.Abs(loss.ToScalar())));
            Assert.Equal((mean - count) / mean, mu.Gradient[0], 1e-3);
            Assert.Equal(first, alpha.Gradient[0], tolerance + (Math.Abs(first) * 1e-3));
        }
    }

    [Theory]
    [InlineData(65, 1e-5)]
    [InlineData(1000, 0.9e-6)]
    [InlineData(1000, 1.1e-6)]
    [InlineData(1000, 0.3)]
    [InlineData(65, 20)]
    public void Many_factors_have_the_logarithm_of_their_product(int count, double step)
    {
        double expected = 0, expectedSlope = 0;
        for (int factor = 1; factor < count; factor++)
        {
            expected += StableMath.LogOnePlus(factor * step);
            expectedSlope += factor / (1 + (factor * step));
        }

        double sum = RisingFactorial.Log(count, step, out double slope);
        Assert.Equal(expected, sum, 1e-8 * expected);
        Assert.Equal(expectedSlope, slope, 1e-5 * expectedSlope);
    }

    [Fact]
    public void Likelihoods_stay_finite_where_the_parameters_are_extreme()
    {
        float[] extremes = [1e-6f, 1e-3f, 1, 1e3f, 1e6f];
        foreach (float mean in extremes)
        {
            foreach (float spread in extremes)
            {
                foreach (float target in (float[])[0, 1, 64, 65, 1e6f])
                {
                    Tape tape = Tape.ForGradients(threads: 1);
                    Tensor mu = Tensor.Variable([mean], new Shape(1)), second = Tensor.Variable([spread], new Shape(1));
                    Tensor sum = tape.Add(tape.NegativeBinomialNegativeLogLikelihood(mu, second, One(target)), tape.PoissonNegativeLogLikelihood(mu, One(target)));
                    tape.Backward(tape.Add(sum, tape.GammaNegativeLogLikelihood(mu, second, One(target + 1e-3f))));
                    Assert.True(float.IsFinite(sum.ToScalar()) && float.IsFinite(mu.Gradient[0]) && float.IsFinite(second.Gradient[0]), $"{mean} {spread} {target}");
                }
            }
        }
    }

    [Fact]
    public void Likelihoods_refuse_shapes_that_do_not_fit()
    {
        Tape tape = Tape.ForInference(threads: 1);
        Tensor three = Tensor.Zeros(new Shape(3)), two = Tensor.Zeros(new Shape(2));
        Assert.Contains("Poisson", Assert.Throws<ArgumentException>(() => tape.PoissonNegativeLogLikelihood(three, two)).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => tape.NegativeBinomialNegativeLogLikelihood(three, two, three));
        Assert.Throws<ArgumentException>(() => tape.GammaNegativeLogLikelihood(three, three, three, two));
    }

    private static double PoissonLog(double count, double mean) => (count * Math.Log(mean)) - mean - GammaFunction.LogGamma(count + 1);

    /// <summary>ln of Γ(t + r)/(Γ(r) t!) (1 − p)ᵗ pʳ with r = 1/α and p = r/(r + μ).</summary>
    private static double NegativeBinomialLog(double count, double mean, double dispersion)
    {
        double r = 1 / dispersion, p = r / (r + mean);
        return GammaFunction.LogGamma(count + r) - GammaFunction.LogGamma(r) - GammaFunction.LogGamma(count + 1) + (count * Math.Log(1 - p)) + (r * Math.Log(p));
    }

    private static double Value(Func<Tape, Tensor> loss) => loss(Tape.ForInference(threads: 1)).ToScalar();

    private static Tensor One(float value) => Tensor.FromValues([value], new Shape(1));

    private static Tensor Targets(float[] values, bool isWeighted) =>
        Tensor.FromValues(isWeighted ? [.. values.Select((target, index) => Weights[index] == 0 ? float.NaN : target)] : values, Pair);

    private static Tensor? WeightTensor(bool isWeighted) => isWeighted ? Tensor.FromValues(Weights, Pair) : null;

    private static double WeightedMean(bool isWeighted, Func<int, double> loss)
    {
        double[] weights = [.. Weights.Select(weight => isWeighted ? weight : 1.0)];
        return weights.Select((weight, index) => weight * loss(index)).Sum() / weights.Sum();
    }
}

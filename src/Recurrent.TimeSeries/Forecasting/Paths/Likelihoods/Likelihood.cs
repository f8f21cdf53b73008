using Recurrent.Tensors;
using Recurrent.Tensors.Autograd;
using Recurrent.Tensors.Ops;

namespace Recurrent.TimeSeries.Forecasting.Paths.Likelihoods;

/// <summary>The distribution of the next value: how network outputs become its parameters, its likelihood and its draws.</summary>
internal abstract class Likelihood
{
    /// <summary>Keeps spreads away from 0, where a likelihood has no bound.</summary>
    protected const float SmallestSpread = 1e-3f;

    /// <summary>Outputs of the network for a step.</summary>
    public abstract int Outputs { get; }

    /// <summary>The distribution of a head.</summary>
    public static Likelihood Of(ForecastHead head) => head switch
    {
        ForecastHead.Normal => new NormalLikelihood(),
        ForecastHead.StudentT => new StudentTLikelihood(),
        ForecastHead.NegativeBinomial => new NegativeBinomialLikelihood(),
        ForecastHead.Poisson => new PoissonLikelihood(),
        ForecastHead.Gamma => new GammaLikelihood(),
        _ => throw new ArgumentOutOfRangeException(nameof(head), head, "The head has no distribution of the next value."),
    };

    /// <summary>Where the outputs begin: at the distribution that the base forecast's errors have in the training part.</summary>
    /// <param name="errors">Targets of some windows in growing order, at least one.</param>
    public abstract float[] FirstOutputs(ReadOnlySpan<float> errors);

    /// <summary>Mean negative log-likelihood.</summary>
    /// <param name="tape">Where the result lives and is recorded.</param>
    /// <param name="outputs">Of the network. <c>[T, B, K]</c></param>
    /// <param name="truth">Targets, weights and units, each <c>[T, B]</c>.</param>
    public abstract Tensor Loss(Tape tape, Tensor outputs, StepTargets truth);

    /// <summary>Draws a value.</summary>
    /// <param name="outputs">Of the network for one step. [K]</param>
    /// <param name="unit">The unit of the window: the size of its values where they cannot be negative.</param>
    /// <param name="random">Where randomness comes from.</param>
    /// <returns>A target.</returns>
    public abstract double Draw(ReadOnlySpan<float> outputs, double unit, System.Random random);

    /// <summary>One of the outputs as a tensor of its own. <c>[T, B]</c></summary>
    protected static Tensor Output(Tape tape, Tensor outputs, int index) =>
        tape.Slice(outputs, axis: 2, index, 1).Reshape(new Shape(outputs.Shape[0], outputs.Shape[1]));

    /// <summary>ln(1 + eˣ) + floor, on the tape.</summary>
    protected static Tensor Positive(Tape tape, Tensor output, float floor) => tape.AddScalar(tape.Softplus(output), floor);

    /// <summary>The same for a draw.</summary>
    protected static double Positive(float output, float floor) =>
        Math.Max(output, 0) + Math.Log(1 + Math.Exp(-Math.Abs(output))) + floor;

    /// <summary>The output that <see cref="Positive(float, float)"/> makes a value of.</summary>
    protected static float Inverse(double value) => (float)Math.Log(Math.Exp(value) - 1);

    /// <summary>Standard deviation of a normal distribution with the quartiles of the errors.</summary>
    protected static double Spread(ReadOnlySpan<float> errors)
    {
        const double normalRange = 1.3489795003921634;
        var last = errors.Length - 1;
        return Math.Clamp((errors[(int)(0.75 * last)] - errors[(int)(0.25 * last)]) / normalRange, 0.05, 20);
    }
}

using MathNet.Numerics.Distributions;
using Recurrent.Tensors;
using Recurrent.Tensors.Autograd;
using Recurrent.Tensors.Ops;

namespace Recurrent.TimeSeries.Forecasting.Paths.Likelihoods;

/// <summary>Negative binomial counts: dispersion α = softplus(o₂), variance μ + αμ²; a Poisson count whose rate is drawn from a gamma distribution.</summary>
internal sealed class NegativeBinomialLikelihood : PositiveLikelihood
{
    private const float SmallestDispersion = 1e-5f;
    private const double FirstDispersion = 0.5;

    /// <inheritdoc/>
    public override int Outputs => 2;

    /// <inheritdoc/>
    public override float[] FirstOutputs(ReadOnlySpan<float> errors) => [FirstMean, Inverse(FirstDispersion)];

    /// <inheritdoc/>
    public override Tensor Loss(Tape tape, Tensor outputs, StepTargets truth) => tape.NegativeBinomialNegativeLogLikelihood(
        Mean(tape, outputs, truth), Positive(tape, Output(tape, outputs, 1), SmallestDispersion), truth.Targets, truth.Weights);

    /// <inheritdoc/>
    public override double Draw(ReadOnlySpan<float> outputs, double unit, System.Random random)
    {
        var shape = 1 / Positive(outputs[1], SmallestDispersion);
        return CountDraw.Poisson(Gamma.Sample(random, shape, shape / Mean(outputs, unit)), random);
    }
}

using MathNet.Numerics.Distributions;
using Recurrent.Tensors;
using Recurrent.Tensors.Autograd;
using Recurrent.Tensors.Ops;

namespace Recurrent.TimeSeries.Forecasting.Paths.Likelihoods;

/// <summary>Gamma: concentration k = softplus(o₂), variance μ²/k.</summary>
internal sealed class GammaLikelihood : PositiveLikelihood
{
    private const float SmallestConcentration = 1e-2f;
    private const double FirstConcentration = 2;

    /// <inheritdoc/>
    public override int Outputs => 2;

    /// <inheritdoc/>
    public override float[] FirstOutputs(ReadOnlySpan<float> errors) => [FirstMean, Inverse(FirstConcentration)];

    /// <inheritdoc/>
    public override Tensor Loss(Tape tape, Tensor outputs, StepTargets truth) => tape.GammaNegativeLogLikelihood(
        Mean(tape, outputs, truth), Positive(tape, Output(tape, outputs, 1), SmallestConcentration), truth.Targets, truth.Weights);

    /// <inheritdoc/>
    public override double Draw(ReadOnlySpan<float> outputs, double unit, System.Random random)
    {
        var shape = Positive(outputs[1], SmallestConcentration);
        // A concentration near 0 can draw a value that rounds to 0, which is none of the distribution's.
        return Math.Max(Gamma.Sample(random, shape, shape / Mean(outputs, unit)), double.Epsilon);
    }
}

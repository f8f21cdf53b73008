using Recurrent.Tensors;
using Recurrent.Tensors.Autograd;
using Recurrent.Tensors.Ops;

namespace Recurrent.TimeSeries.Forecasting.Paths.Likelihoods;

/// <summary>Poisson counts.</summary>
internal sealed class PoissonLikelihood : PositiveLikelihood
{
    /// <inheritdoc/>
    public override int Outputs => 1;

    /// <inheritdoc/>
    public override float[] FirstOutputs(ReadOnlySpan<float> errors) => [FirstMean];

    /// <inheritdoc/>
    public override Tensor Loss(Tape tape, Tensor outputs, StepTargets truth) =>
        tape.PoissonNegativeLogLikelihood(Mean(tape, outputs, truth), truth.Targets, truth.Weights);

    /// <inheritdoc/>
    public override double Draw(ReadOnlySpan<float> outputs, double unit, System.Random random) => CountDraw.Poisson(Mean(outputs, unit), random);
}

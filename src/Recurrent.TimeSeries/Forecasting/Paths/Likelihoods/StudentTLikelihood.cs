using MathNet.Numerics.Distributions;
using Recurrent.Tensors;
using Recurrent.Tensors.Autograd;
using Recurrent.Tensors.Ops;

namespace Recurrent.TimeSeries.Forecasting.Paths.Likelihoods;

/// <summary>Student's t: μ = o₁, σ = softplus(o₂), ν = 2 + softplus(o₃), so that there is a variance.</summary>
internal sealed class StudentTLikelihood : Likelihood
{
    private const float FewestDegrees = 2.01f;
    private const double FirstDegrees = 6;

    /// <summary>Ratio of the quartiles of a normal distribution to those of t with <see cref="FirstDegrees"/>.</summary>
    private const double QuartileRatio = 0.6745 / 0.7176;

    /// <inheritdoc/>
    public override int Outputs => 3;

    /// <inheritdoc/>
    public override float[] FirstOutputs(ReadOnlySpan<float> errors) =>
        [0, Inverse(QuartileRatio * Spread(errors)), Inverse(FirstDegrees - FewestDegrees)];

    /// <inheritdoc/>
    public override Tensor Loss(Tape tape, Tensor outputs, StepTargets truth)
    {
        var distribution = new StudentTParameters(
            Output(tape, outputs, 0),
            Positive(tape, Output(tape, outputs, 1), SmallestSpread),
            Positive(tape, Output(tape, outputs, 2), FewestDegrees));
        return tape.StudentTNegativeLogLikelihood(distribution, truth.Targets, truth.Weights);
    }

    /// <inheritdoc/>
    public override double Draw(ReadOnlySpan<float> outputs, double unit, System.Random random) =>
        StudentT.Sample(random, outputs[0], Positive(outputs[1], SmallestSpread), Positive(outputs[2], FewestDegrees));
}

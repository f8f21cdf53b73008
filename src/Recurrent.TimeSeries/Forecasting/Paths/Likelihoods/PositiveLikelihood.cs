using Recurrent.Tensors;
using Recurrent.Tensors.Autograd;
using Recurrent.Tensors.Ops;

namespace Recurrent.TimeSeries.Forecasting.Paths.Likelihoods;

/// <summary>A distribution of values that cannot be negative, with mean μ = s softplus(o₁), s the size of the window's values.</summary>
internal abstract class PositiveLikelihood : Likelihood
{
    private const float SmallestMean = 1e-4f;

    /// <summary>The output that makes the mean the size of the window's values.</summary>
    protected static float FirstMean => Inverse(1 - SmallestMean);

    /// <summary>μ. <c>[T, B]</c></summary>
    protected static Tensor Mean(Tape tape, Tensor outputs, StepTargets truth) =>
        tape.Multiply(Positive(tape, Output(tape, outputs, 0), SmallestMean), truth.Units);

    /// <summary>μ for a draw.</summary>
    protected static double Mean(ReadOnlySpan<float> outputs, double unit) => unit * Positive(outputs[0], SmallestMean);
}

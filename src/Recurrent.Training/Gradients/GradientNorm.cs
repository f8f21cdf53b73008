using Recurrent.Tensors;

namespace Recurrent.Training.Gradients;

/// <summary>The length of the gradient.</summary>
public static class GradientNorm
{
    /// <summary>‖g‖₂ over all parameters, summed in a fixed order in double precision.</summary>
    /// <param name="parameters">The parameters, in the order of the sum.</param>
    /// <returns>The norm; infinite or not a number exactly when some gradient is.</returns>
    public static double Of(ReadOnlySpan<Parameter> parameters) => Of(parameters, threads: 0);

    /// <summary>‖g‖₂ on up to <paramref name="threads"/> threads, 0 for one per core; the value does not depend on them.</summary>
    internal static double Of(ReadOnlySpan<Parameter> parameters, int threads)
    {
        double sum = 0;
        foreach (Parameter parameter in parameters)
        {
            sum += FixedOrderSum.OfSquares(parameter.MutableGradient, threads);
        }

        return Math.Sqrt(sum);
    }
}

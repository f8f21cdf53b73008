namespace Recurrent.Training.Optimizers;

/// <summary>Settings of <see cref="RmsProp"/>; the defaults are PyTorch's.</summary>
public sealed record RmsPropOptions : OptimizerOptions
{
    /// <summary>α, how slowly the mean squared gradient forgets, in [0, 1).</summary>
    public double Alpha { get; init; } = 0.99;

    /// <summary>ε, keeps the divisor from zero.</summary>
    public double Epsilon { get; init; } = 1e-8;

    /// <summary>μ, momentum on the scaled gradient, in [0, 1).</summary>
    public double Momentum { get; init; }

    /// <summary>Divide by the estimated standard deviation instead of the root mean square (Graves 2013).</summary>
    public bool IsCentered { get; init; }
}

namespace Recurrent.Training.Optimizers;

/// <summary>Settings of <see cref="Adadelta"/>; the defaults are PyTorch's.</summary>
public sealed record AdadeltaOptions : OptimizerOptions
{
    /// <summary>ρ, how slowly both running means forget, in [0, 1).</summary>
    public double Rho { get; init; } = 0.9;

    /// <summary>ε, keeps the divisor from zero and starts the first steps.</summary>
    public double Epsilon { get; init; } = 1e-6;
}

namespace Recurrent.Training.Optimizers;

/// <summary>Settings of <see cref="Adagrad"/>; the defaults are PyTorch's.</summary>
public sealed record AdagradOptions : OptimizerOptions
{
    /// <summary>Divides the learning rate by 1 + (step − 1) · this.</summary>
    public double LearningRateDecay { get; init; }

    /// <summary>Where the sum of squared gradients starts, at least 0.</summary>
    public double InitialAccumulator { get; init; }

    /// <summary>ε, keeps the divisor from zero.</summary>
    public double Epsilon { get; init; } = 1e-10;
}

namespace Recurrent.Training.Optimizers;

/// <summary>Settings of <see cref="Sgd"/>.</summary>
public sealed record SgdOptions : OptimizerOptions
{
    /// <summary>μ, the share of the last velocity that stays, in [0, 1); 0 is plain gradient descent.</summary>
    public double Momentum { get; init; }

    /// <summary>Look ahead along the velocity (Nesterov); needs a momentum above 0.</summary>
    public bool IsNesterov { get; init; }
}

namespace Recurrent.Training.Optimizers;

/// <summary>Settings of <see cref="Adam"/>, <see cref="AdamW"/>, <see cref="NAdam"/> and <see cref="RAdam"/>; the defaults are PyTorch's.</summary>
public sealed record AdamOptions : OptimizerOptions
{
    /// <summary>β₁, how slowly the mean gradient forgets, in [0, 1).</summary>
    public double Beta1 { get; init; } = 0.9;

    /// <summary>β₂, how slowly the mean squared gradient forgets, in [0, 1).</summary>
    public double Beta2 { get; init; } = 0.999;

    /// <summary>ε, keeps the divisor from zero.</summary>
    public double Epsilon { get; init; } = 1e-8;

    /// <summary>Divide by the largest second moment seen so far (AMSGrad; Reddi, Kale and Kumar 2018); used by Adam and AdamW.</summary>
    public bool IsAmsGrad { get; init; }

    /// <summary>ψ, how fast the momentum of <see cref="NAdam"/> rises to β₁; the others ignore it.</summary>
    public double MomentumDecay { get; init; } = 0.004;
}

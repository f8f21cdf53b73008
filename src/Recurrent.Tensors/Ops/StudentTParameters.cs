namespace Recurrent.Tensors.Ops;

/// <summary>Parameters of Student's t-distributions, one for each target.</summary>
/// <param name="Location">μ, the centre.</param>
/// <param name="Scale">σ &gt; 0, of the same shape; not the standard deviation, which is σ √(ν / (ν − 2)).</param>
/// <param name="DegreesOfFreedom">ν &gt; 0, of the same shape; the smaller, the heavier the tails.</param>
public readonly record struct StudentTParameters(Tensor Location, Tensor Scale, Tensor DegreesOfFreedom);

namespace Recurrent.Layers.Cells;

/// <summary>The function around the sum of a simple recurrent network.</summary>
public enum RnnNonlinearity
{
    /// <summary>Hyperbolic tangent: bounded.</summary>
    Tanh,

    /// <summary>max(0, x): unbounded, for long memories from an identity start.</summary>
    Relu,
}

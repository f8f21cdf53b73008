namespace Recurrent.Layers.Attention;

/// <summary>How attention knows which step is where; without any it sees a set of steps, not a sequence.</summary>
public enum AttentionPositions
{
    /// <summary>Queries and keys are turned by angles that grow with the position: scores depend on distances. Su and others, "RoFormer", 2021.</summary>
    Rotary,

    /// <summary>A learned number for each head and clipped distance is added to the scores. Shaw, Uszkoreit and Vaswani, 2018; Raffel and others, 2020.</summary>
    RelativeBias,

    /// <summary>Sines and cosines of the position are added to the first layer's input. Vaswani and others, 2017, section 3.5.</summary>
    Sinusoidal,

    /// <summary>No positions: causal attention can still count, other attention cannot.</summary>
    None,
}

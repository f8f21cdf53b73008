namespace Recurrent.Layers.Transformers;

/// <summary>The map that every step goes through on its own in a transformer layer.</summary>
public enum FeedForwardKind
{
    /// <summary>W₂ gelu(W₁ x + b₁) + b₂; Hendrycks and Gimpel, 2016.</summary>
    Gelu,

    /// <summary>W₂ relu(W₁ x + b₁) + b₂; Vaswani and others, 2017, section 3.3.</summary>
    Relu,

    /// <summary>W₂ (gelu(W₁ x + b₁) ⊙ (W_g x + b_g)) + b₂; Shazeer, "GLU variants improve transformer", 2020.</summary>
    GatedGelu,
}

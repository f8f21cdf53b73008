namespace Recurrent.Tensors.Sequences;

/// <summary>Where the reset gate of a GRU acts.</summary>
public enum GruReset
{
    /// <summary>On the recurrent product: n = tanh(W_n x + b_in + r ⊙ (R_n h + b_hn)), as PyTorch and cuDNN have it.</summary>
    AfterProduct,

    /// <summary>On the state: n = tanh(W_n x + b_in + R_n (r ⊙ h) + b_hn), as Cho et al. (2014) and ONNX's default have it.</summary>
    BeforeProduct,
}

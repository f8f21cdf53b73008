namespace Recurrent.Kernels.Sequences;

/// <summary>Which recurrence a sequence kernel runs.</summary>
internal enum SequenceCell
{
    /// <summary>h = tanh(W x + R h + b).</summary>
    RnnTanh,

    /// <summary>h = max(0, W x + R h + b).</summary>
    RnnRelu,

    /// <summary>Gates i f g o; c = f ⊙ c + i ⊙ g; h = o ⊙ tanh c.</summary>
    Lstm,

    /// <summary>Gates r z n, the reset gate after the product; h = (1 − z) ⊙ n + z ⊙ h.</summary>
    Gru,

    /// <summary>Gates r z n, the reset gate before the product: n = tanh(W x + R (r ⊙ h) + b); h = (1 − z) ⊙ n + z ⊙ h.</summary>
    GruResetBefore,
}

namespace Recurrent.Tensors.Sequences;

/// <summary>The activation of a simple RNN.</summary>
public enum RnnActivation
{
    /// <summary>tanh x.</summary>
    Tanh,

    /// <summary>max(0, x).</summary>
    Relu,
}

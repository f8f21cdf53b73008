namespace Recurrent.Tensors.Autograd;

/// <summary>What a <see cref="Tape"/> is for.</summary>
public enum TapeMode
{
    /// <summary>Nothing is recorded; dropout is off.</summary>
    Inference,

    /// <summary>Ops are recorded; dropout is on.</summary>
    Training,

    /// <summary>Ops are recorded; layers behave as in inference.</summary>
    Gradients,
}

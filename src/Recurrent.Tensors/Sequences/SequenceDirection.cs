namespace Recurrent.Tensors.Sequences;

/// <summary>In which order a recurrence reads a sequence.</summary>
public enum SequenceDirection
{
    /// <summary>From the first step to each row's last valid step.</summary>
    Forward,

    /// <summary>From each row's last valid step to the first.</summary>
    Reverse,
}

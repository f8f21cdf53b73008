using Recurrent.Tensors.Autograd;

namespace Recurrent.Text.Translation.Network;

/// <summary>Sources as a decoder's attention reads them.</summary>
internal abstract record SourceMemory
{
    /// <summary>S, the tokens of the longest source.</summary>
    public abstract int Steps { get; }

    /// <summary>A copy without gradient that outlives the tape's step.</summary>
    public abstract SourceMemory Detach();

    /// <summary>Some sources only.</summary>
    public abstract SourceMemory SelectRows(Tape tape, int[] rows);
}

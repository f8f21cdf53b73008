namespace Recurrent.Testing;

/// <summary>Where the floats of a <see cref="GuardedBuffer"/> touch forbidden memory.</summary>
public enum GuardEdge
{
    /// <summary>The last float ends where the forbidden memory begins: finds reads and writes past the end.</summary>
    End,

    /// <summary>The first float begins where the forbidden memory ends: finds reads and writes before the start.</summary>
    Start,
}

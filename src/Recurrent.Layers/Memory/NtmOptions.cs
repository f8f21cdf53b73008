using System.Diagnostics.CodeAnalysis;
using Recurrent.Layers.Sequence;

namespace Recurrent.Layers.Memory;

/// <summary>Options of an <see cref="Ntm"/> or an <see cref="NtmCell"/>.</summary>
/// <remarks>Graves, Wayne and Danihelka, "Neural Turing machines", 2014.</remarks>
public sealed record NtmOptions : RecurrentOptions
{
    /// <summary>Options to be filled by an object initialiser.</summary>
    public NtmOptions()
    {
    }

    /// <summary>The common options given and the machine's own at their defaults.</summary>
    /// <param name="common">Options of any cell.</param>
    [SetsRequiredMembers]
    public NtmOptions(RecurrentOptions common)
        : base(common)
    {
    }

    /// <summary>N, slots of the memory, at least 2; 32 by default. A task that stores something at every step wants as many as there are steps.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Set below 2.</exception>
    public int Slots
    {
        get;
        init => field = value >= 2
            ? value
            : throw new ArgumentOutOfRangeException(nameof(Slots), value, "A memory has at least 2 slots, or there is nowhere to shift to.");
    } = 32;

    /// <summary>W, values of a slot, at least 1; 20 by default, as in the paper.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Set below 1.</exception>
    public int SlotWidth
    {
        get;
        init => field = value >= 1
            ? value
            : throw new ArgumentOutOfRangeException(nameof(SlotWidth), value, "A slot holds at least 1 value.");
    } = 20;

    /// <summary>Options of any cell as options of this one: the same object when it is of this kind.</summary>
    internal static NtmOptions From(RecurrentOptions options) => options as NtmOptions ?? new NtmOptions(options);
}

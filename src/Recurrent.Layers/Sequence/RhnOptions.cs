using System.Diagnostics.CodeAnalysis;

namespace Recurrent.Layers.Sequence;

/// <summary>Options of an <see cref="Rhn"/> or a <see cref="Cells.RhnCell"/>.</summary>
/// <remarks>Zilly, Srivastava, Koutník and Schmidhuber, "Recurrent highway networks", ICML 2017.</remarks>
public sealed record RhnOptions : RecurrentOptions
{
    /// <summary>Options to be filled by an object initialiser.</summary>
    public RhnOptions()
    {
    }

    /// <summary>The common options given and the network's own at their defaults.</summary>
    /// <param name="common">Options of any cell.</param>
    [SetsRequiredMembers]
    public RhnOptions(RecurrentOptions common)
        : base(common)
    {
    }

    /// <summary>Highway layers within one step, at least 1; 3 by default. More make a step a deeper function, and slower; the paper goes to 10.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Set below 1.</exception>
    public int Depth
    {
        get;
        init => field = value >= 1
            ? value
            : throw new ArgumentOutOfRangeException(nameof(Depth), value, "Depth counts highway layers within a step; give at least 1.");
    } = 3;

    /// <summary>First bias of the transfer gates, any finite number; −2 by default, so that most of the state is carried on at first.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Set to NaN or infinity.</exception>
    public double TransferBias
    {
        get;
        init => field = double.IsFinite(value)
            ? value
            : throw new ArgumentOutOfRangeException(nameof(TransferBias), value, "The transfer bias must be a finite number; −2 is usual.");
    } = -2;

    /// <summary>Options of any cell as options of this one: the same object when it is of this kind.</summary>
    internal static RhnOptions From(RecurrentOptions options) => options as RhnOptions ?? new RhnOptions(options);
}

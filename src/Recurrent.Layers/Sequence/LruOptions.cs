using System.Diagnostics.CodeAnalysis;

namespace Recurrent.Layers.Sequence;

/// <summary>Options of an <see cref="Lru"/> or a <see cref="Cells.LruCell"/>.</summary>
/// <remarks>Orvieto, Smith, Gu, Fernando, Gulcehre, Pascanu and De, "Resurrecting recurrent neural networks for long sequences", ICML 2023.</remarks>
public sealed record LruOptions : RecurrentOptions
{
    /// <summary>Options to be filled by an object initialiser.</summary>
    public LruOptions()
    {
    }

    /// <summary>The common options given and the unit's own at their defaults.</summary>
    /// <param name="common">Options of any cell.</param>
    [SetsRequiredMembers]
    public LruOptions(RecurrentOptions common)
        : base(common)
    {
    }

    /// <summary>N, the complex numbers that a layer remembers, at least 1; 0, the default, takes as many as the hidden state has values.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Set below 0.</exception>
    public int StateSize
    {
        get;
        init => field = value >= 0
            ? value
            : throw new ArgumentOutOfRangeException(nameof(StateSize), value, "StateSize counts complex numbers; give at least 1, or 0 for as many as HiddenSize.");
    }

    /// <summary>r_min, the least first |λ|, 0 to below 1; 0.9 by default: a value then halves in 7 steps at least.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Set below 0, to 1 or above, or to NaN.</exception>
    public double MinimumRadius
    {
        get;
        init => field = Radius(value, nameof(MinimumRadius));
    } = 0.9;

    /// <summary>r_max, the largest first |λ|, 0 to below 1; 0.999 by default as in the paper: a value then halves in 700 steps at most.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Set below 0, to 1 or above, or to NaN.</exception>
    public double MaximumRadius
    {
        get;
        init => field = Radius(value, nameof(MaximumRadius));
    } = 0.999;

    /// <summary>
    /// The largest first phase of λ in radians, above 0 to 2π; 2π by default, all around the ring. The paper takes π/10 or π/50 where only slow
    /// changes matter, as in sequences of ten thousand steps.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">Set to 0 or below, above 2π, or to NaN.</exception>
    public double MaximumPhase
    {
        get;
        init => field = value is > 0 and <= Math.Tau
            ? value
            : throw new ArgumentOutOfRangeException(nameof(MaximumPhase), value, "A phase is an angle in radians; give a number above 0, at most 2π.");
    } = Math.Tau;

    /// <summary>
    /// Whether a layer is the paper's whole block: layer normalisation before the recurrence, GELU and a gated linear unit behind it, and a path
    /// around all of it. True by default, because the recurrence alone is linear, however many layers stand on each other.
    /// </summary>
    public bool Block { get; init; } = true;

    /// <summary>N.</summary>
    internal int States => StateSize == 0 ? HiddenSize : StateSize;

    /// <summary>Options of any cell as options of this one: the same object when it is of this kind.</summary>
    internal static LruOptions From(RecurrentOptions options) => options as LruOptions ?? new LruOptions(options);

    private static double Radius(double value, string name) => value is >= 0 and < 1
        ? value
        : throw new ArgumentOutOfRangeException(name, value, $"{name} is a modulus of a decaying state; give a number from 0 to below 1.");
}

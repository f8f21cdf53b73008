namespace Recurrent.Layers.Memory;

/// <summary>Sizes of an <see cref="EndToEndMemory"/>.</summary>
public sealed record EndToEndMemoryOptions : StoryReaderOptions
{
    /// <summary>M, ages that are told apart, at least 1; 50 by default, as in the paper. Older sentences have the age of the oldest.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Set below 1.</exception>
    public int Ages
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, 1);
            field = value;
        }
    } = 50;

    /// <summary>Empty memories, as a share of the sentences, that are put between them in training to shift their ages, 0 to 1; 0.1 by default, as in the paper.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Set outside.</exception>
    public double TimeNoise
    {
        get;
        init => field = value is >= 0 and <= 1 ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "Expected a share from 0 to 1.");
    } = 0.1;

    /// <summary>Which weights the hops share; <see cref="WeightTying.Adjacent"/> by default.</summary>
    public WeightTying Tying { get; init; } = WeightTying.Adjacent;

    /// <summary>Whether a gate decides what a hop changes: u ← g ⊙ o + (1 − g) ⊙ u instead of u + o; false by default.</summary>
    /// <remarks>Liu and Perez, "Gated end-to-end memory networks", EACL 2017.</remarks>
    public bool IsGated { get; init; }
}

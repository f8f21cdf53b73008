namespace Recurrent.Layers.Attention;

/// <summary>Options of a <see cref="MultiHeadAttention"/>.</summary>
public sealed record MultiHeadAttentionOptions
{
    /// <summary>H, the features of queries, keys and outputs, at least 1 and a multiple of <see cref="Heads"/>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Set below 1.</exception>
    public required int Size
    {
        get;
        init => field = AtLeastOne(value, nameof(Size));
    }

    /// <summary>K, the number of heads, each H / K wide, at least 1.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Set below 1.</exception>
    public required int Heads
    {
        get;
        init => field = AtLeastOne(value, nameof(Heads));
    }

    /// <summary>Whether a step sees no later one; false by default.</summary>
    public bool IsCausal { get; init; }

    /// <summary>W: steps nearer than this many are seen, the query's own included; 0, the default, for all.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Set below 0.</exception>
    public int Window
    {
        get;
        init => field = value >= 0 ? value : throw new ArgumentOutOfRangeException(nameof(Window), value, "A window counts steps; give 0 for all or at least 1.");
    }

    /// <summary>How scores know distances; <see cref="AttentionPositions.None"/> by default, as in PyTorch, where the input brings its positions along.</summary>
    public AttentionPositions Positions { get; init; } = AttentionPositions.None;

    /// <summary>The distance from which on <see cref="AttentionPositions.RelativeBias"/> makes no difference any more, at least 1; 128 by default, as in Raffel and others, 2020.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Set below 1.</exception>
    public int FarthestDistance
    {
        get;
        init => field = AtLeastOne(value, nameof(FarthestDistance));
    } = 128;

    /// <summary>Factor on the first weights of the output map, above 0; 1 by default. Deep stacks begin closer to the identity with less.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Set to 0 or below.</exception>
    public double OutputGain
    {
        get;
        init => field = value > 0 ? value : throw new ArgumentOutOfRangeException(nameof(OutputGain), value, "A gain multiplies first weights; give a number above 0.");
    } = 1;

    private static int AtLeastOne(int value, string name) => value >= 1
        ? value
        : throw new ArgumentOutOfRangeException(name, value, $"{name} counts features, heads or steps; give a number of at least 1.");
}

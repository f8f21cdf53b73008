using System.Diagnostics.CodeAnalysis;
using Recurrent.Layers.Attention;
using Recurrent.Layers.Sequence;

namespace Recurrent.Layers.Transformers;

/// <summary>Options of a <see cref="Transformer"/> or a <see cref="TransformerDecoder"/>.</summary>
/// <remarks>
/// Of the common options, <see cref="RecurrentOptions.HiddenSize"/> is the width of the model,
/// <see cref="RecurrentOptions.Bidirectional"/> lets every step see all steps of its row instead of earlier ones only, and
/// <see cref="RecurrentOptions.Dropout"/> drops values of what a layer adds. Weight dropout, zoneout, residual and recomputation are for recurrent cells.
/// </remarks>
public sealed record TransformerOptions : RecurrentOptions
{
    private const int UsualHeadWidth = 64;
    private const int NarrowHeadWidth = 32;
    private const int WideModel = 256;

    /// <summary>Options to be filled by an object initialiser.</summary>
    public TransformerOptions()
    {
    }

    /// <summary>The common options given and the transformer's own at their defaults.</summary>
    /// <param name="common">Options of any sequence layer.</param>
    [SetsRequiredMembers]
    public TransformerOptions(RecurrentOptions common)
        : base(common)
    {
    }

    /// <summary>
    /// K, the number of heads, at least 1 and a divisor of the width; 0, the default, takes heads 64 wide, 32 wide below a width of 256, or the
    /// nearest number that divides the width.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">Set below 0.</exception>
    public int Heads
    {
        get;
        init => field = value >= 0 ? value : throw new ArgumentOutOfRangeException(nameof(Heads), value, "Give the number of heads, or 0 to choose it by the width.");
    }

    /// <summary>
    /// W: every step sees the last W steps, its own included, at least 1; 512 by default. It bounds the state and the cost of a live step. With L
    /// layers a step is reached by L (W − 1) steps before it. A bidirectional transformer sees all steps of the row and W − 1 before it.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">Set below 1.</exception>
    public int Window
    {
        get;
        init => field = value >= 1 ? value : throw new ArgumentOutOfRangeException(nameof(Window), value, "A window counts steps; give a number of at least 1.");
    } = 512;

    /// <summary>How steps know their distances; rotary by default, which needs no parameters and no longest length.</summary>
    public AttentionPositions Positions { get; init; } = AttentionPositions.Rotary;

    /// <summary>The distance from which on a relative bias makes no difference any more, at least 1; 128 by default.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Set below 1.</exception>
    public int FarthestDistance
    {
        get;
        init => field = value >= 1 ? value : throw new ArgumentOutOfRangeException(nameof(FarthestDistance), value, "A distance counts steps; give a number of at least 1.");
    } = 128;

    /// <summary>
    /// Whether a layer normalises what it has added up instead of what it reads; false by default, because the first form trains without long
    /// warm-up. Xiong and others, "On layer normalization in the transformer architecture", 2020.
    /// </summary>
    public bool IsPostNorm { get; init; }

    /// <summary>The map of every step on its own; <see cref="FeedForwardKind.Gelu"/> by default.</summary>
    public FeedForwardKind FeedForward { get; init; }

    /// <summary>The inner width of that map, at least 1; 0, the default, takes 4H, and 8H/3 when it is gated, which has as many weights.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Set below 0.</exception>
    public int FeedForwardSize
    {
        get;
        init => field = value >= 0 ? value : throw new ArgumentOutOfRangeException(nameof(FeedForwardSize), value, "Give the inner width, or 0 to choose it by the width.");
    }

    /// <summary>The heads there are: those asked for, or chosen by the width.</summary>
    public int ChosenHeads => Heads > 0 ? Heads : UsualHeads();

    /// <summary>The inner width there is: the one asked for, or chosen by the width.</summary>
    public int ChosenFeedForwardSize => FeedForwardSize > 0 ? FeedForwardSize : FeedForward == FeedForwardKind.GatedGelu ? ((8 * HiddenSize) + 2) / 3 : 4 * HiddenSize;

    /// <summary>Options of any layer as options of this one: the same object when it is of this kind.</summary>
    internal static TransformerOptions From(RecurrentOptions options) => options as TransformerOptions ?? new TransformerOptions(options);

    private int UsualHeads()
    {
        int width = HiddenSize >= WideModel ? UsualHeadWidth : NarrowHeadWidth;
        for (int heads = Math.Max(1, HiddenSize / width); heads > 1; heads--)
        {
            if (HiddenSize % heads == 0)
            {
                return heads;
            }
        }

        return 1;
    }
}

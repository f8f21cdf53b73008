using System.Diagnostics.CodeAnalysis;

namespace Recurrent.Layers.Sequence;

/// <summary>Options of <see cref="Slstm"/> and <see cref="Mlstm"/> and of their cells.</summary>
/// <remarks>Beck and others, "xLSTM: extended long short-term memory", NeurIPS 2024.</remarks>
public sealed record XlstmOptions : RecurrentOptions
{
    /// <summary>Options to be filled by an object initialiser.</summary>
    public XlstmOptions()
    {
    }

    /// <summary>The common options given and the cell's own at their defaults.</summary>
    /// <param name="common">Options of any cell.</param>
    [SetsRequiredMembers]
    public XlstmOptions(RecurrentOptions common)
        : base(common)
    {
    }

    /// <summary>K, the heads, each with H/K of the values; a divisor of H. 0, the default, takes 4, 2 or 1, the most of them that H can be divided by.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Set below 0.</exception>
    public int Heads
    {
        get;
        init => field = value >= 0
            ? value
            : throw new ArgumentOutOfRangeException(nameof(Heads), value, "Heads are parts of the hidden state; give at least 1, or 0 to have them chosen.");
    }

    /// <summary>
    /// Steps of an <see cref="Mlstm"/> that are worked on together, at least 1; 64 by default. Results do not depend on it but for rounding; time
    /// and memory grow with T · ChunkSize.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">Set below 1.</exception>
    public int ChunkSize
    {
        get;
        init => field = value >= 1
            ? value
            : throw new ArgumentOutOfRangeException(nameof(ChunkSize), value, "A chunk has at least 1 step; 64 is usual.");
    } = 64;

    /// <summary>K, checked.</summary>
    /// <exception cref="ArgumentException">H cannot be divided by it.</exception>
    internal int HeadCount
    {
        get
        {
            int heads = Heads > 0 ? Heads : HiddenSize % 4 == 0 ? 4 : HiddenSize % 2 == 0 ? 2 : 1;
            return HiddenSize % heads == 0
                ? heads
                : throw new ArgumentException($"HiddenSize {HiddenSize} cannot be divided into {heads} heads; choose a divisor.");
        }
    }

    /// <summary>Options of any cell as options of this one: the same object when it is of this kind.</summary>
    internal static XlstmOptions From(RecurrentOptions options) => options as XlstmOptions ?? new XlstmOptions(options);
}

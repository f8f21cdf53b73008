using System.Diagnostics.CodeAnalysis;
using Recurrent.Tensors.Sequences;

namespace Recurrent.Layers.Sequence;

/// <summary>Options of an <see cref="Rnn"/> or an <see cref="Cells.RnnCell"/>.</summary>
public sealed record RnnOptions : RecurrentOptions
{
    /// <summary>Options to be filled by an object initialiser.</summary>
    public RnnOptions()
    {
    }

    /// <summary>The common options given and the RNN's own at their defaults.</summary>
    /// <param name="common">Options of any cell.</param>
    [SetsRequiredMembers]
    public RnnOptions(RecurrentOptions common)
        : base(common)
    {
    }

    /// <summary>What stands around the sum: tanh (the default, bounded) or ReLU (for long memories with <see cref="Initialization.RecurrentInitialization.Irnn"/>).</summary>
    /// <exception cref="ArgumentOutOfRangeException">Set to an undefined value.</exception>
    public RnnActivation Activation
    {
        get;
        init => field = Enum.IsDefined(value)
            ? value
            : throw new ArgumentOutOfRangeException(nameof(Activation), value, "The activation is Tanh or Relu.");
    }

    /// <summary>Options of any cell as options of this one: the same object when it is of this kind.</summary>
    internal static RnnOptions From(RecurrentOptions options) => options as RnnOptions ?? new RnnOptions(options);
}

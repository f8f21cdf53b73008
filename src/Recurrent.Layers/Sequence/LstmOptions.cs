using System.Diagnostics.CodeAnalysis;

namespace Recurrent.Layers.Sequence;

/// <summary>Options of an <see cref="Lstm"/> or an <see cref="Cells.LstmCell"/>.</summary>
public sealed record LstmOptions : RecurrentOptions
{
    /// <summary>Options to be filled by an object initialiser.</summary>
    public LstmOptions()
    {
    }

    /// <summary>The common options given and the LSTM's own at their defaults.</summary>
    /// <param name="common">Options of any cell.</param>
    [SetsRequiredMembers]
    public LstmOptions(RecurrentOptions common)
        : base(common)
    {
    }

    /// <summary>
    /// First bias of the forget gates, any finite number; 1 by default, so that memories last before training has found out how long they
    /// should. Initialisations that set the forget bias themselves (PyTorch, Chrono) do not use it.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">Set to NaN or infinity.</exception>
    /// <remarks>Gers, Schmidhuber and Cummins, "Learning to forget", 2000; Jozefowicz, Zaremba and Sutskever, ICML 2015.</remarks>
    public double ForgetBias
    {
        get;
        init => field = double.IsFinite(value)
            ? value
            : throw new ArgumentOutOfRangeException(nameof(ForgetBias), value, "The forget bias must be a finite number; 1 is usual.");
    } = 1;

    /// <summary>Options of any cell as options of this one: the same object when it is of this kind.</summary>
    internal static LstmOptions From(RecurrentOptions options) => options as LstmOptions ?? new LstmOptions(options);
}

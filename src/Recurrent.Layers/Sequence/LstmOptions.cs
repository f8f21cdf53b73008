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

    /// <summary>Whether the gates look at the cell: i and f at c_{t−1}, o at c_t, each through a weight per value (<c>weight_ci</c>, <c>weight_cf</c>, <c>weight_co</c>).</summary>
    /// <remarks>Gers, Schraudolph and Schmidhuber, "Learning precise timing with LSTM recurrent networks", JMLR 2002.</remarks>
    public bool Peephole { get; init; }

    /// <summary>Whether new content enters exactly where old one leaves, i = 1 − f: a gate fewer, rows in the order f g o.</summary>
    /// <remarks>Greff and others, "LSTM: a search space odyssey", 2017, variant CIFG.</remarks>
    public bool CoupledGates { get; init; }

    /// <summary>P, the width of the output h_t = W_hr (o ⊙ tanh(c_t)), 1 to H; 0, the default, for none. <c>weight_hr</c> as in <c>torch.nn.LSTM(proj_size)</c>.</summary>
    /// <remarks>Sak, Senior and Beaufays, "Long short-term memory recurrent neural network architectures for large scale acoustic modeling", 2014.</remarks>
    /// <exception cref="ArgumentOutOfRangeException">Set below 0.</exception>
    public int ProjectionSize
    {
        get;
        init => field = value >= 0
            ? value
            : throw new ArgumentOutOfRangeException(nameof(ProjectionSize), value, "ProjectionSize is a width; give at least 1, or 0 for no projection.");
    }

    /// <summary>
    /// Whether the gates' sums from the input, those from the hidden state, and the cell before its tanh are normalised over their values
    /// (gains <c>norm_ih</c>, <c>norm_hh</c>, <c>norm_c</c>, offsets <c>bias_ih</c>, <c>bias_hh</c>, <c>bias_c</c>).
    /// </summary>
    /// <remarks>Ba, Kiros and Hinton, "Layer normalization", 2016, equations 20 to 22.</remarks>
    public bool LayerNorm { get; init; }

    /// <summary>Whether the layer can run fused over all steps.</summary>
    internal bool IsFused => ProjectionSize == 0 && !LayerNorm && (!Peephole || (Zoneout == 0 && Recomputation.IsNone));

    internal override int OutputWidth => ProjectionSize == 0 ? HiddenSize : ProjectionSize;

    /// <summary>Options of any cell as options of this one: the same object when it is of this kind.</summary>
    internal static LstmOptions From(RecurrentOptions options) => options as LstmOptions ?? new LstmOptions(options);
}

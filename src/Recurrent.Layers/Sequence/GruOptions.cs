using System.Diagnostics.CodeAnalysis;

namespace Recurrent.Layers.Sequence;

/// <summary>Options of a <see cref="Gru"/> or a <see cref="Cells.GruCell"/>.</summary>
public sealed record GruOptions : RecurrentOptions
{
    /// <summary>Options to be filled by an object initialiser.</summary>
    public GruOptions()
    {
    }

    /// <summary>The common options given and the GRU's own at their defaults.</summary>
    /// <param name="common">Options of any cell.</param>
    [SetsRequiredMembers]
    public GruOptions(RecurrentOptions common)
        : base(common)
    {
    }

    /// <summary>
    /// Where the reset gate acts: true (the default; PyTorch, cuDNN, Keras) on W_hn h + b_hn, false (Cho et al. 2014, ONNX's default) on h
    /// itself before W_hn.
    /// </summary>
    public bool ResetAfter { get; init; } = true;

    /// <summary>
    /// Whether the sums from the input and those from the hidden state are normalised over their values, r and z together and n alone (gains
    /// <c>norm_ih</c>, <c>norm_hh</c>, offsets <c>bias_ih</c>, <c>bias_hh</c>).
    /// </summary>
    /// <remarks>Ba, Kiros and Hinton, "Layer normalization", 2016, supplementary equations for the GRU.</remarks>
    public bool LayerNorm { get; init; }

    /// <summary>Options of any cell as options of this one: the same object when it is of this kind.</summary>
    internal static GruOptions From(RecurrentOptions options) => options as GruOptions ?? new GruOptions(options);
}

using System.Diagnostics.CodeAnalysis;

namespace Recurrent.Tensors.Sequences;

/// <summary>How a live stream keeps its copy of the weights. Inputs, states, biases and sums are float32 whatever it is.</summary>
[SuppressMessage("Naming", "CA1720:Identifier contains type name", Justification = "The types of the weights are what the names mean.")]
public enum WeightPrecision
{
    /// <summary>float32: the numbers of <c>Run</c>.</summary>
    Single,

    /// <summary>bfloat16, half the memory: each weight to a relative 2⁻⁸.</summary>
    BFloat16,

    /// <summary>
    /// Signed bytes, a quarter of the memory: each weight to 1/254 of the largest magnitude among the weights of the same gate unit in the
    /// same matrix (one scale for each row of W_ih and of W_hh).
    /// </summary>
    Int8,
}

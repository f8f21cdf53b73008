using System.Collections.Immutable;

namespace Recurrent.Layers.Initialization;

/// <summary>What an initialisation has to know of a cell.</summary>
/// <param name="HiddenSize">H, at least 1.</param>
/// <param name="Roles">The gates in the order of their rows in <c>weight_ih</c> and <c>weight_hh</c>.</param>
public sealed record CellGates(int HiddenSize, ImmutableArray<GateRole> Roles)
{
    /// <summary>First bias of the forget gates where the initialisation leaves it to the cell; 0 or, for an LSTM, usually 1.</summary>
    public double ForgetBias { get; init; }

    /// <summary>Number of gates: 1 for an RNN, 4 for an LSTM, 3 for a GRU.</summary>
    public int Count => Roles.Length;
}

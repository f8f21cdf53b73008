namespace Recurrent.Comparison.Cases;

/// <summary>The cells that all sides have.</summary>
internal enum CellKind
{
    /// <summary>Simple recurrent cell with tanh.</summary>
    Rnn,

    /// <summary>Long short-term memory.</summary>
    Lstm,

    /// <summary>Gated recurrent unit, reset after the product.</summary>
    Gru,
}

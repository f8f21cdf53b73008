namespace Recurrent.Comparison.Cases;

/// <summary>Sizes of one recurrent layer stack and its batch.</summary>
/// <param name="Cell">The cell.</param>
/// <param name="Input">I, features of a step.</param>
/// <param name="Hidden">H, width of the hidden state.</param>
/// <param name="Batch">B, rows.</param>
/// <param name="Time">T, steps.</param>
/// <param name="Layers">L, layers on each other.</param>
internal sealed record SequenceCase(CellKind Cell, int Input, int Hidden, int Batch, int Time, int Layers = 1)
{
    /// <summary>Gates of the cell: rows of a weight matrix are Gates · H.</summary>
    public int Gates => Cell switch
    {
        CellKind.Lstm => 4,
        CellKind.Gru => 3,
        _ => 1,
    };

    /// <summary>Features that a layer reads.</summary>
    /// <param name="layer">0 to L − 1.</param>
    public int InputOf(int layer) => layer == 0 ? Input : Hidden;

    /// <summary>Floating-point operations of a forward pass, two a multiply-add, matrix products only.</summary>
    /// <param name="validSteps">Steps that count over all rows: T · B without padding.</param>
    public double ForwardFlops(long validSteps)
    {
        double total = 0;
        for (int layer = 0; layer < Layers; layer++)
        {
            total += 2.0 * validSteps * Gates * Hidden * (InputOf(layer) + Hidden);
        }

        return total;
    }

    /// <inheritdoc/>
    public override string ToString() =>
        $"{Cell.ToString().ToUpperInvariant()} I{Input} H{Hidden} B{Batch} T{Time}{(Layers > 1 ? $" L{Layers}" : string.Empty)}";
}

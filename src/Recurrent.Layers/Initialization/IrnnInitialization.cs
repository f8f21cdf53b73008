namespace Recurrent.Layers.Initialization;

/// <summary>Identity recurrence for a ReLU network.</summary>
internal sealed record IrnnInitialization : RecurrentInitialization
{
    public override Initializer InputWeight(CellGates gates) => Check(gates, new Normal(0.001));

    public override Initializer RecurrentWeight(CellGates gates) => Check(gates, new Identity());

    public override Initializer InputBias(CellGates gates) => Check(gates, Initializer.Zeros);

    private static Initializer Check(CellGates gates, Initializer initializer) => gates.Count == 1
        ? initializer
        : throw new ArgumentException($"IRNN initialisation is for a plain RNN (one gate), the cell has {gates.Count}; use Default or Chrono for gated cells.", nameof(gates));
}

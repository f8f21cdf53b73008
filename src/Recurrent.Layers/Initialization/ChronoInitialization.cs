namespace Recurrent.Layers.Initialization;

/// <summary>Gate biases for memories of 1 to T steps.</summary>
internal sealed record ChronoInitialization(int MaximumTime) : DefaultInitialization
{
    public override Initializer InputBias(CellGates gates) => gates.Roles.Contains(GateRole.Forget)
        ? new ChronoBias(gates, MaximumTime)
        : throw new ArgumentException("Chrono initialisation sets forget gates and the cell has none; use Default or Irnn for a plain RNN.", nameof(gates));
}

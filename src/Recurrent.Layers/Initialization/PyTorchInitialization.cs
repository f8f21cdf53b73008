namespace Recurrent.Layers.Initialization;

/// <summary>Uniform between ±1/√H.</summary>
internal sealed record PyTorchInitialization : RecurrentInitialization
{
    public override Initializer InputWeight(CellGates gates) => Everything(gates);

    public override Initializer RecurrentWeight(CellGates gates) => Everything(gates);

    public override Initializer InputBias(CellGates gates) => Everything(gates);

    public override Initializer RecurrentBias(CellGates gates) => Everything(gates);

    private static Uniform Everything(CellGates gates) => new(1 / Math.Sqrt(gates.HiddenSize));
}

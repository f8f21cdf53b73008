namespace Recurrent.Layers.Initialization;

/// <summary>Orthogonal recurrent weights, Glorot input weights, the cell's forget bias.</summary>
internal record DefaultInitialization : RecurrentInitialization
{
    public override Initializer InputWeight(CellGates gates) => new GlorotUniform().PerGate(gates.Count);

    public override Initializer RecurrentWeight(CellGates gates) => new Orthogonal().PerGate(gates.Count);

    public override Initializer InputBias(CellGates gates) => new ForgetBias(gates);
}

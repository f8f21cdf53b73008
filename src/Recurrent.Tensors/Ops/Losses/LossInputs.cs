namespace Recurrent.Tensors.Ops.Losses;

/// <summary>What the model says about one target (a prediction, or up to three parameters of a distribution), or the derivatives by them.</summary>
internal readonly record struct LossInputs(double First, double Second, double Third);

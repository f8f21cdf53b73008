namespace Recurrent.Tensors.Tests.Ops;

/// <summary>The tensors of one recurrence in double precision; absent ones are empty.</summary>
internal sealed record RecurrentValues(
    double[] Input, double[] InputWeights, double[] RecurrentWeights, double[] InputBias, double[] RecurrentBias, double[] InitialHidden, double[] InitialCell);

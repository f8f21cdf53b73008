using Recurrent.Tensors.Sequences;

namespace Recurrent.Tensors.Ops.Recurrences;

/// <summary>What one direction of a layer has of its own.</summary>
/// <param name="Weights">W, R and biases.</param>
/// <param name="Start">Initial states, direction and what is kept.</param>
internal readonly record struct RecurrentSide(RecurrentWeights Weights, RecurrentStart Start);

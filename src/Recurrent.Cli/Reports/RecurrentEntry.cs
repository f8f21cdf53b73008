using Recurrent.Layers.Sequence;

namespace Recurrent.Cli.Reports;

/// <summary>Recurrent layers of a model and how they go through time.</summary>
/// <param name="Name">Where they stand in the model.</param>
/// <param name="Cell">Their kind, as given to <c>--cell</c>.</param>
/// <param name="Layers">How many stand on each other.</param>
/// <param name="Directions">1, or 2 when they also read backwards.</param>
/// <param name="Execution">Fused, by scan or step by step.</param>
internal sealed record RecurrentEntry(string Name, string Cell, int Layers, int Directions, LayerExecution Execution);

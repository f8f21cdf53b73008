using Recurrent.Tensors;

namespace Recurrent.Layers.Cells;

/// <summary>What a cell computed inside of one step, by name.</summary>
/// <param name="Name">Such as <c>forget</c>, unique in the cell.</param>
/// <param name="Kind">Between which values it lies.</param>
/// <param name="Values"><c>[B, H]</c>.</param>
public readonly record struct CellActivation(string Name, ActivationKind Kind, Tensor Values);

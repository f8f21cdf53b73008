using System.Collections.Immutable;
using Recurrent.Layers;

namespace Recurrent.Interop.Onnx.Export;

/// <summary>Adds the nodes of one step of a cell: the body of the loop over time.</summary>
/// <typeparam name="TCell">The cell's type.</typeparam>
public abstract class OnnxCellEmitter<TCell>
    where TCell : Module
{
    /// <summary>What the components of the state are called, such as <c>hidden</c> and <c>cell</c>; the first one is the output.</summary>
    /// <param name="cell">The cell.</param>
    /// <returns>As many names as the state has components.</returns>
    public abstract ImmutableArray<string> StateNames(TCell cell);

    /// <summary>What all steps can compute at once, before the loop: products with the input. By default the input itself.</summary>
    /// <param name="graph">Where nodes are added, outside of the loop.</param>
    /// <param name="cell">The cell.</param>
    /// <param name="input"><c>[T, B, I]</c>, or <c>[B, I]</c> for a single step.</param>
    /// <returns>Values of which the loop gets every step's own, <c>[T, B, …]</c> each.</returns>
    public virtual ImmutableArray<OnnxValue> Prepare(OnnxGraphBuilder graph, TCell cell, OnnxValue input) => [input];

    /// <summary>One step.</summary>
    /// <param name="graph">Where nodes are added, inside of the loop.</param>
    /// <param name="cell">The cell.</param>
    /// <param name="input">This step's part of what <see cref="Prepare"/> gave, <c>[B, …]</c> each.</param>
    /// <param name="state">The state before the step, <c>[B, H]</c> each.</param>
    /// <returns>The state after the step, <c>[B, H]</c> each; the first is also the output.</returns>
    public abstract ImmutableArray<OnnxValue> Step(OnnxGraphBuilder graph, TCell cell, ImmutableArray<OnnxValue> input, ImmutableArray<OnnxValue> state);
}

using Recurrent.Layers;
using Recurrent.Tensors;

namespace Recurrent.Training.Diagnosis;

/// <summary>One square block of a cell's recurrent weights.</summary>
/// <param name="Name">The gate whose rows they are, or <c>block 1</c>, … where the cell names none.</param>
/// <param name="SpectralRadius">Largest absolute eigenvalue.</param>
public sealed record RecurrentMatrix(string Name, double SpectralRadius)
{
    private const string WeightName = "weight_hh";

    /// <summary>The blocks of <c>weight_hh</c>, <c>[gates·H, H]</c>, or its one row <c>[1, H]</c>, which stands for a diagonal matrix; none where there is neither.</summary>
    /// <param name="cell">Has the weights.</param>
    /// <param name="gates">Names of the cell's gates in the order of their rows.</param>
    internal static IReadOnlyList<RecurrentMatrix> Of(Module cell, IReadOnlyList<string> gates)
    {
        Parameter? weight = cell.Parameters().Where(static named => named.Name == WeightName).Select(static named => named.Parameter).FirstOrDefault();
        if (weight is null || weight.Shape.Rank != 2) return [];
        int rows = weight.Shape[0], width = weight.Shape[1];
        if (rows == 1) return [new RecurrentMatrix(gates.Count == 1 ? gates[0] : "block 1", weight.Values.ToArray().Max(static value => Math.Abs((double)value)))];
        if (rows % width != 0) return [];
        int blocks = rows / width;
        return [.. Enumerable.Range(0, blocks).Select(block => new RecurrentMatrix(
            gates.Count == blocks ? gates[block] : $"block {block + 1}", Diagnosis.SpectralRadius.Of(weight.Slice(block * width, width))))];
    }
}

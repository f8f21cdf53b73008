using Recurrent.Layers;
using Recurrent.Tensors;

namespace Recurrent.Interop.Onnx.Export;

/// <summary>Parameters of a cell by their names, which are those of saved models.</summary>
internal static class CellWeights
{
    public static Parameter Of(Module cell, string name) =>
        Find(cell, name) ?? throw new InvalidOperationException($"A {cell.GetType().Name} has no parameter '{name}'; its emitter does not fit it.");

    public static Parameter? Find(Module cell, string name)
    {
        foreach ((string own, Parameter parameter) in cell.Parameters())
        {
            if (own == name)
            {
                return parameter;
            }
        }

        return null;
    }
}

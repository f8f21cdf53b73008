using Recurrent.Tensors;
using Recurrent.Tensors.Random;

namespace Recurrent.Layers.Initialization;

/// <summary>The cell's forget bias in the forget gates' rows, 0 elsewhere.</summary>
internal sealed record ForgetBias(CellGates Gates) : Initializer
{
    public override void Fill(Span<float> values, Shape shape, RandomStream random)
    {
        values.Clear();
        for (int gate = 0; gate < Gates.Count; gate++)
        {
            if (Gates.Roles[gate] == GateRole.Forget)
            {
                values.Slice(gate * Gates.HiddenSize, Gates.HiddenSize).Fill((float)Gates.ForgetBias);
            }
        }
    }
}

using Recurrent.Tensors;
using Recurrent.Tensors.Random;

namespace Recurrent.Layers.Initialization;

/// <summary>One bias in the rows of the gates of a role, 0 elsewhere.</summary>
internal sealed record GateBias(CellGates Gates, GateRole Role, double Bias) : Initializer
{
    public override void Fill(Span<float> values, Shape shape, RandomStream random)
    {
        values.Clear();
        for (int gate = 0; gate < Gates.Count; gate++)
        {
            if (Gates.Roles[gate] == Role)
            {
                values.Slice(gate * Gates.HiddenSize, Gates.HiddenSize).Fill((float)Bias);
            }
        }
    }
}

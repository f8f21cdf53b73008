using Recurrent.Tensors;
using Recurrent.Tensors.Random;

namespace Recurrent.Layers.Initialization;

/// <summary>log(U[1, T − 1]) in the forget gates' rows, the negative in the input gates' rows, 0 elsewhere.</summary>
internal sealed record ChronoBias(CellGates Gates, int MaximumTime) : Initializer
{
    public override void Fill(Span<float> values, Shape shape, RandomStream random)
    {
        var forget = new float[Gates.HiddenSize];
        random.FillUniform(forget);
        foreach (ref float value in forget.AsSpan())
        {
            value = (float)Math.Log(1 + (value * (MaximumTime - 2.0)));
        }

        for (int gate = 0; gate < Gates.Count; gate++)
        {
            Span<float> rows = values.Slice(gate * Gates.HiddenSize, Gates.HiddenSize);
            for (int unit = 0; unit < rows.Length; unit++)
            {
                rows[unit] = Gates.Roles[gate] switch
                {
                    GateRole.Forget => forget[unit],
                    GateRole.Input => -forget[unit],
                    _ => 0,
                };
            }
        }
    }
}

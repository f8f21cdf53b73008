using Recurrent.Tensors;
using Recurrent.Tensors.Random;

namespace Recurrent.Layers.Initialization;

/// <summary>Forget biases evenly from 3 to 6 over the values of a gate, 0 elsewhere: memories of some 20 to 400 steps.</summary>
/// <remarks>Beck and others, "xLSTM: extended long short-term memory", 2024, take this range for the forget gates of an mLSTM.</remarks>
internal sealed record SpreadForgetBias(CellGates Gates) : Initializer
{
    private const double Least = 3;
    private const double Most = 6;

    /// <summary>The biases of an initialisation, or these where it would take the cell's one forget bias.</summary>
    public static Initializer Unless(RecurrentInitialization initialization, CellGates gates) =>
        initialization.InputBias(gates) is ForgetBias ? new SpreadForgetBias(gates) : initialization.InputBias(gates);

    public override void Fill(Span<float> values, Shape shape, RandomStream random)
    {
        values.Clear();
        for (int gate = 0; gate < Gates.Count; gate++)
        {
            if (Gates.Roles[gate] != GateRole.Forget)
            {
                continue;
            }

            Span<float> rows = values.Slice(gate * Gates.HiddenSize, Gates.HiddenSize);
            for (int lane = 0; lane < rows.Length; lane++)
            {
                rows[lane] = (float)(Least + ((Most - Least) * lane / Math.Max(1, rows.Length - 1)));
            }
        }
    }
}

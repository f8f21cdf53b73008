using Recurrent.Tensors;

namespace Recurrent.Layers.Cells;

/// <summary>What an mLSTM remembers, head by head.</summary>
/// <param name="Matrix">C, <c>[B, K, d, d]</c>, keys before values.</param>
/// <param name="Normalizer">n, <c>[B, K, d, 1]</c>.</param>
/// <param name="Stabilizer">m, <c>[B, K, 1]</c>.</param>
internal readonly record struct MlstmMemory(Tensor Matrix, Tensor Normalizer, Tensor Stabilizer)
{
    public static MlstmMemory Of(MlstmState state, MlstmShape shape)
    {
        (int batch, int heads, int width) = (state.Stabilizer.Shape[0], shape.Heads, shape.Width);
        return new MlstmMemory(
            state.Memory.Reshape(new Shape(batch, heads, width, width)),
            state.Normalizer.Reshape(new Shape(batch, heads, width, 1)),
            state.Stabilizer.Reshape(new Shape(batch, heads, 1)));
    }

    public MlstmState State(Tensor hidden)
    {
        int batch = hidden.Shape[0], heads = Matrix.Shape[1], width = Matrix.Shape[2];
        return new MlstmState(
            hidden,
            Matrix.Reshape(new Shape(batch, heads * width * width)),
            Normalizer.Reshape(new Shape(batch, heads * width)),
            Stabilizer.Reshape(new Shape(batch, heads)));
    }
}

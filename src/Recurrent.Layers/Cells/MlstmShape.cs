using Recurrent.Tensors;
using Recurrent.Tensors.Autograd;
using Recurrent.Tensors.Ops;

namespace Recurrent.Layers.Cells;

/// <summary>How the rows of an mLSTM's products are cut into heads.</summary>
/// <param name="Heads">K.</param>
/// <param name="Width">d, values of a head.</param>
internal sealed record MlstmShape(int Heads, int Width)
{
    // exp of it is 0 whatever the stabiliser.
    private const float Never = -1e30f;

    private int Hidden => Heads * Width;

    /// <summary>One step of <c>[B, 4H]</c> and <c>[B, 2K]</c>.</summary>
    public MlstmSteps StepOf(Tape tape, Tensor sums, Tensor gates)
    {
        int batch = sums.Shape[0];
        var vectors = new Shape(batch, Heads, 1, Width);
        var numbers = new Shape(batch, Heads, 1);
        return new MlstmSteps(
            Block(tape, sums, 0).Reshape(vectors),
            Scaled(tape, Block(tape, sums, 1)).Reshape(vectors),
            Block(tape, sums, 2).Reshape(vectors),
            tape.Slice(gates, -1, 0, Heads).Reshape(numbers),
            LogSigmoid(tape, tape.Slice(gates, -1, Heads, Heads)).Reshape(numbers));
    }

    /// <summary>A chunk of <c>[L, B, 4H]</c> and <c>[L, B, 2K]</c>; steps in the padding write nothing and forget nothing.</summary>
    public MlstmSteps ChunkOf(Tape tape, Tensor sums, Tensor gates, Tensor? isValid)
    {
        var vectors = new Shape(sums.Shape[0], sums.Shape[1], Heads, Width);
        Tensor input = tape.Slice(gates, -1, 0, Heads), forget = LogSigmoid(tape, tape.Slice(gates, -1, Heads, Heads));
        if (isValid is not null)
        {
            input = tape.MaskFill(input, isValid, Never);
            forget = tape.MaskFill(forget, isValid, 0);
        }

        return new MlstmSteps(
            tape.Permute(Block(tape, sums, 0).Reshape(vectors), 1, 2, 0, 3),
            tape.Permute(Scaled(tape, Block(tape, sums, 1)).Reshape(vectors), 1, 2, 0, 3),
            tape.Permute(Block(tape, sums, 2).Reshape(vectors), 1, 2, 0, 3),
            tape.Permute(input, 1, 2, 0),
            tape.Permute(forget, 1, 2, 0));
    }

    private static Tensor LogSigmoid(Tape tape, Tensor sum) => tape.Negate(tape.Softplus(tape.Negate(sum)));

    private Tensor Scaled(Tape tape, Tensor keys) => tape.Scale(keys, 1 / MathF.Sqrt(Width));

    private Tensor Block(Tape tape, Tensor sums, int number) => tape.Slice(sums, -1, number * Hidden, Hidden);
}

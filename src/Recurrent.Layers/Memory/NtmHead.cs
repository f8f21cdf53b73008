using Recurrent.Tensors;
using Recurrent.Tensors.Autograd;
using Recurrent.Tensors.Ops;

namespace Recurrent.Layers.Memory;

/// <summary>Where a head of a neural Turing machine looks: by content, then from where it looked last by shifting.</summary>
internal sealed class NtmHead(int slots, int width)
{
    private const float Tiny = 1e-6f;
    private const int Shifts = 3;

    /// <summary>1 at the first slot.</summary>
    private readonly float[] _first = [1, .. new float[slots - 1]];

    /// <summary>Values that say where to look: key, strength, gate, shifts and sharpness.</summary>
    public static int Values(int width) => width + Shifts + 3;

    /// <summary>The weights of the slots.</summary>
    /// <param name="tape">Where results live and are recorded.</param>
    /// <param name="memory">M, <c>[B, N, W]</c>.</param>
    /// <param name="values">Before their activations, in the order of <see cref="Values"/>, <c>[B, W + 6]</c>.</param>
    /// <param name="before">The weights of the step before less 1 at the first slot, <c>[B, N]</c>.</param>
    /// <returns>Weights that sum to 1, <c>[B, N]</c>.</returns>
    public Tensor Look(Tape tape, Tensor memory, Tensor values, Tensor before)
    {
        Tensor last = tape.Add(before, tape.Constant(_first, new Shape(1, slots)));
        Tensor gate = tape.Sigmoid(tape.Slice(values, -1, width + 1, 1));
        Tensor gated = tape.Add(last, tape.Multiply(gate, tape.Subtract(ByContent(tape, memory, values), last)));
        Tensor shifted = Shifted(tape, gated, tape.Softmax(tape.Slice(values, -1, width + 2, Shifts)));
        Tensor sharpness = tape.AddScalar(tape.Softplus(tape.Slice(values, -1, width + 2 + Shifts, 1)), 1);
        // w^γ/Σ w^γ is the softmax of γ ln w.
        return tape.Softmax(tape.Multiply(tape.Log(tape.Clamp(shifted, Tiny, float.MaxValue)), sharpness));
    }

    /// <summary>The first slot again as zeros: what the state keeps.</summary>
    public Tensor Kept(Tape tape, Tensor weights) => tape.Subtract(weights, tape.Constant(_first, new Shape(1, slots)));

    private Tensor ByContent(Tape tape, Tensor memory, Tensor values)
    {
        int batch = memory.Shape[0];
        Tensor key = tape.Tanh(tape.Slice(values, -1, 0, width));
        Tensor strength = tape.Softplus(tape.Slice(values, -1, width, 1));
        Tensor products = tape.MatMul(key.Reshape(new Shape(batch, 1, width)), memory, transposeRight: true).Reshape(new Shape(batch, slots));
        Tensor lengths = tape.Multiply(Length(tape, memory, keepDimensions: false), Length(tape, key, keepDimensions: true));
        return tape.Softmax(tape.Multiply(tape.Divide(products, lengths), strength));
    }

    private static Tensor Length(Tape tape, Tensor vectors, bool keepDimensions) =>
        tape.Sqrt(tape.AddScalar(tape.Sum(tape.Square(vectors), -1, keepDimensions), Tiny));

    /// <summary>w(i) ← s₀ w(i + 1) + s₁ w(i) + s₂ w(i − 1), round the ends.</summary>
    private Tensor Shifted(Tape tape, Tensor weights, Tensor shifts)
    {
        Tensor backward = tape.Concat(-1, tape.Slice(weights, -1, 1, slots - 1), tape.Slice(weights, -1, 0, 1));
        Tensor forward = tape.Concat(-1, tape.Slice(weights, -1, slots - 1, 1), tape.Slice(weights, -1, 0, slots - 1));
        return tape.Add(
            tape.Multiply(backward, tape.Slice(shifts, -1, 0, 1)),
            tape.Add(tape.Multiply(weights, tape.Slice(shifts, -1, 1, 1)), tape.Multiply(forward, tape.Slice(shifts, -1, 2, 1))));
    }
}

using Recurrent.Tensors;
using Recurrent.Tensors.Autograd;
using Recurrent.Tensors.Ops;

namespace Recurrent.Layers.Cells;

/// <summary>The recurrence of an mLSTM in its two forms, which give the same numbers: step by step, and a chunk of steps at once.</summary>
/// <remarks>
/// With F_t = Σ_{s≤t} ln f_s inside a chunk that starts from C, n and m: a_ts = F_t − F_s + ĩ_s for s ≤ t, b_t = F_t + m, m_t = max(b_t, max_s a_ts);
/// S_ts = exp(a_ts − m_t) q_tᵀ k_s, h_t = (Σ_s S_ts v_s + exp(b_t − m_t) Cᵀ q_t) / max(|Σ_s S_ts + exp(b_t − m_t) nᵀ q_t|, e^−m_t). The chunk ends
/// with C' = exp(b_L − m_L) C + Σ_s exp(a_Ls − m_L) k_s v_sᵀ and n' alike.
/// </remarks>
internal static class MlstmRecurrence
{
    private const float Never = -1e30f;

    /// <summary>One step; reads <c>[B, K, 1, d]</c>.</summary>
    public static MlstmMemory Step(Tape tape, MlstmSteps step, MlstmMemory memory, out Tensor read)
    {
        int batch = step.Input.Shape[0], heads = step.Input.Shape[1], width = step.Keys.Shape[3];
        var one = new Shape(batch, heads, 1, 1);
        Tensor kept = tape.Add(step.Forget, memory.Stabilizer);
        Tensor stabilizer = tape.Maximum(kept, step.Input);
        Tensor forget = tape.Exp(tape.Subtract(kept, stabilizer)).Reshape(one), input = tape.Exp(tape.Subtract(step.Input, stabilizer)).Reshape(one);
        Tensor key = tape.Multiply(step.Keys, input).Reshape(new Shape(batch, heads, width, 1));
        Tensor matrix = tape.Add(tape.Multiply(memory.Matrix, forget), tape.MatMul(key, step.Values));
        Tensor normalizer = tape.Add(tape.Multiply(memory.Normalizer, forget), key);
        read = Normalized(tape, tape.MatMul(step.Queries, matrix), tape.MatMul(step.Queries, normalizer), stabilizer.Reshape(one));
        return new MlstmMemory(matrix, normalizer, stabilizer);
    }

    /// <summary>A chunk of L steps; reads <c>[B, K, L, d]</c>.</summary>
    public static MlstmMemory Chunk(Tape tape, MlstmSteps steps, MlstmMemory memory, out Tensor read)
    {
        int batch = steps.Input.Shape[0], heads = steps.Input.Shape[1], length = steps.Input.Shape[2];
        Shape column = new(batch, heads, length, 1), row = new(batch, heads, 1, length);
        Tensor until = Triangle(tape, length);
        Tensor forgotten = tape.MatMul(steps.Forget, until);                                        // F, [B, K, L]
        Tensor written = tape.Subtract(steps.Input, forgotten);                                     // ĩ − F
        Tensor apart = tape.MaskFill(tape.Add(forgotten.Reshape(column), written.Reshape(row)), tape.Transpose(until, 0, 1), Never);
        Tensor kept = tape.Add(forgotten, memory.Stabilizer);                                       // b
        Tensor stabilizer = tape.Maximum(kept, tape.Max(apart, axis: -1)).Reshape(column);          // m_t
        Tensor scores = tape.Multiply(tape.Exp(tape.Subtract(apart, stabilizer)), tape.MatMul(steps.Queries, steps.Keys, transposeRight: true));
        Tensor share = tape.Exp(tape.Subtract(kept.Reshape(column), stabilizer));
        Tensor values = tape.Add(tape.MatMul(scores, steps.Values), tape.Multiply(share, tape.MatMul(steps.Queries, memory.Matrix)));
        Tensor weight = tape.Add(tape.Sum(scores, axis: -1, keepDimensions: true), tape.Multiply(share, tape.MatMul(steps.Queries, memory.Normalizer)));
        read = Normalized(tape, values, weight, stabilizer);
        return End(tape, steps, memory, new Last(tape, forgotten, written, stabilizer));
    }

    private static MlstmMemory End(Tape tape, MlstmSteps steps, MlstmMemory memory, Last last)
    {
        int batch = steps.Input.Shape[0], heads = steps.Input.Shape[1], length = steps.Input.Shape[2];
        var one = new Shape(batch, heads, 1, 1);
        Tensor share = tape.Exp(tape.Subtract(tape.Add(last.Forgotten, memory.Stabilizer), last.Stabilizer)).Reshape(one);
        Tensor factors = tape.Exp(tape.Subtract(tape.Add(last.Written, last.Forgotten), last.Stabilizer)).Reshape(new Shape(batch, heads, length, 1));
        Tensor keys = tape.Transpose(tape.Multiply(steps.Keys, factors), -2, -1);                   // [B, K, d, L]
        Tensor matrix = tape.Add(tape.Multiply(memory.Matrix, share), tape.MatMul(keys, steps.Values));
        Tensor normalizer = tape.Add(tape.Multiply(memory.Normalizer, share), tape.Sum(keys, axis: -1, keepDimensions: true));
        return new MlstmMemory(matrix, normalizer, last.Stabilizer);
    }

    private static Tensor Normalized(Tape tape, Tensor values, Tensor weight, Tensor stabilizer) =>
        tape.Divide(values, tape.Maximum(tape.Abs(weight), tape.Exp(tape.Negate(stabilizer))));

    /// <summary>1 where the row is not behind the column, <c>[L, L]</c>: a product with it sums up from the first step.</summary>
    private static Tensor Triangle(Tape tape, int length)
    {
        var values = new float[length * length];
        for (int row = 0; row < length; row++)
        {
            values.AsSpan((row * length) + row, length - row).Fill(1);
        }

        return tape.Constant(values, new Shape(length, length));
    }

    /// <summary>What the last step of a chunk looks back on.</summary>
    private readonly struct Last(Tape tape, Tensor forgotten, Tensor written, Tensor stabilizer)
    {
        private readonly int _last = forgotten.Shape[2] - 1;

        /// <summary>F_L, <c>[B, K, 1]</c>.</summary>
        public Tensor Forgotten => tape.Slice(forgotten, -1, _last, 1);

        /// <summary>ĩ − F, <c>[B, K, L]</c>.</summary>
        public Tensor Written => written;

        /// <summary>m_L, <c>[B, K, 1]</c>.</summary>
        public Tensor Stabilizer => tape.Slice(stabilizer.Reshape(forgotten.Shape), -1, _last, 1);
    }
}

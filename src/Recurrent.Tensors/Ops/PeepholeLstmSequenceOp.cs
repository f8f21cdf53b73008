using Recurrent.Kernels.Elementwise;
using Recurrent.Kernels.Gemm;
using Recurrent.Kernels.Memory;
using Recurrent.Kernels.Reduce;
using Recurrent.Tensors.Autograd;
using Recurrent.Tensors.Ops.Recurrences.Peepholes;
using Recurrent.Tensors.Sequences;

namespace Recurrent.Tensors.Ops;

/// <summary>An LSTM whose gates look at its cell, fused over all steps.</summary>
public static class PeepholeLstmSequenceOp
{
    /// <summary>One direction of one layer over padded sequences.</summary>
    /// <param name="tape">Where the result lives and is recorded.</param>
    /// <param name="sums">What the gates i f g o take from the input, W x + b, <c>[T, B, 4H]</c> with lengths.</param>
    /// <param name="recurrent">R, <c>[4H, H]</c>.</param>
    /// <param name="peepholes">p_i, p_f and p_o, <c>[3, H]</c>.</param>
    /// <param name="initialHidden">h before the first step, <c>[B, H]</c>; null for zeros.</param>
    /// <param name="initialCell">c before the first step, <c>[B, H]</c>; null for zeros.</param>
    /// <param name="direction">Forward, or from each row's last valid step to the first.</param>
    /// <returns>h of every step and the final states, by the padding contract of <see cref="SequenceBatch"/>.</returns>
    /// <exception cref="ArgumentException">The shapes do not fit together.</exception>
    /// <remarks>
    /// i, f = σ(k + R h_{t−1} + p ⊙ c_{t−1}), g = tanh(k + R h_{t−1}), c_t = f ⊙ c_{t−1} + i ⊙ g, o = σ(k + R h_{t−1} + p_o ⊙ c_t),
    /// h_t = o ⊙ tanh(c_t), k the sums; Gers, Schraudolph and Schmidhuber, 2002. Backwards δc_t also gets p_o ⊙ δo_t, and δc_{t−1} p_i ⊙ δi_t +
    /// p_f ⊙ δf_t; ∂p_i = Σ δi_t ⊙ c_{t−1}, ∂p_f = Σ δf_t ⊙ c_{t−1}, ∂p_o = Σ δo_t ⊙ c_t. Results do not depend on the number of threads.
    /// </remarks>
    public static LstmSequenceResult PeepholeLstmSequence(
        this Tape tape,
        SequenceBatch sums,
        Tensor recurrent,
        Tensor peepholes,
        Tensor? initialHidden = null,
        Tensor? initialCell = null,
        SequenceDirection direction = SequenceDirection.Forward)
    {
        ArgumentNullException.ThrowIfNull(sums);
        ArgumentNullException.ThrowIfNull(recurrent);
        ArgumentNullException.ThrowIfNull(peepholes);
        var node = new Node(tape, new Operands(sums, recurrent, peepholes, initialHidden, initialCell), direction == SequenceDirection.Reverse);
        node.Forward(tape);
        if (node.Result.Outputs.RequiresGradient)
        {
            tape.Record(node);
        }

        return node.Result;
    }

    private sealed record Operands(SequenceBatch Sums, Tensor Recurrent, Tensor Peepholes, Tensor? Hidden, Tensor? Cell)
    {
        public bool RequireGradient => Sums.Values.RequiresGradient || Recurrent.RequiresGradient || Peepholes.RequiresGradient
            || Hidden?.RequiresGradient == true || Cell?.RequiresGradient == true;

        public void Check()
        {
            int hidden = Sums.Features / 4;
            var state = new Shape(Sums.Batch, hidden);
            bool fits = hidden > 0 && Sums.Features == 4 * hidden && Recurrent.Shape == new Shape(4 * hidden, hidden) && Peepholes.Shape == new Shape(3, hidden)
                && (Hidden is null || Hidden.Shape == state) && (Cell is null || Cell.Shape == state);
            if (!fits)
            {
                throw new ArgumentException(
                    $"PeepholeLstmSequence got sums {Sums.Values.Shape}, recurrent {Recurrent.Shape}, peepholes {Peepholes.Shape}, states "
                    + $"{Hidden?.Shape.ToString() ?? "none"} and {Cell?.Shape.ToString() ?? "none"}; expected [T, B, 4H], [4H, H], [3, H], [B, H] and [B, H].");
            }
        }
    }

    private sealed class Node : TapeNode
    {
        private readonly Operands _operands;
        private readonly bool _isReverse;
        private readonly int _time, _batch, _width;

        // Of every step where a backward pass may follow: gates, and both states before it.
        private readonly AlignedBuffer? _gates, _hiddens, _cells;

        public Node(Tape tape, Operands operands, bool isReverse)
        {
            operands.Check();
            (_operands, _isReverse) = (operands, isReverse);
            (_time, _batch, _width) = (operands.Sums.Time, operands.Sums.Batch, operands.Sums.Features / 4);
            bool requiresGradient = operands.RequireGradient;
            var state = new Shape(_batch, _width);
            Result = new LstmSequenceResult(
                tape.NewTensor(new Shape(_time, _batch, _width), requiresGradient), tape.NewTensor(state, requiresGradient), tape.NewTensor(state, requiresGradient));
            if (Result.Outputs.RequiresGradient)
            {
                _gates = tape.RentScratch(_time * _batch * 4 * _width);
                _hiddens = tape.RentScratch(_time * _batch * _width);
                _cells = tape.RentScratch(_time * _batch * _width);
            }
        }

        public LstmSequenceResult Result { get; }

        public override bool IsReached => Result.Outputs.HasGradient || Result.Hidden.HasGradient || Result.Cell.HasGradient;

        private int State => _batch * _width;

        public void Forward(Tape tape)
        {
            PackedMatrix recurrent = PackedMatrix.PackTransposed(_operands.Recurrent.Values, _width, 4 * _width);
            Span<float> hidden = Result.Hidden.Writable, cell = Result.Cell.Writable;
            Start(_operands.Hidden, hidden);
            Start(_operands.Cell, cell);
            AlignedBuffer? temporary = _gates is null ? tape.RentTemporary(4 * State) : null;
            for (int count = 0; count < _time; count++)
            {
                int step = StepOf(count);
                Span<float> gates = temporary is null ? Part(_gates!, step, 4) : temporary.Span[..(4 * State)];
                if (_gates is not null)
                {
                    hidden.CopyTo(Part(_hiddens!, step, 1));
                    cell.CopyTo(Part(_cells!, step, 1));
                }

                _operands.Sums.Values.Values.Slice(step * 4 * State, 4 * State).CopyTo(gates);
                MatMul.Multiply(new GemmShape(_batch, 4 * _width, _width), hidden, recurrent, gates, GemmMode.Accumulate, tape.Team);
                Activate(step, gates, hidden, cell);
            }

            if (temporary is not null)
            {
                tape.ReturnTemporary(temporary);
            }
        }

        public override void Backward(Tape tape)
        {
            AlignedBuffer gradients = tape.RentTemporary(_time * 4 * State), hidden = tape.RentTemporary(State), cell = tape.RentTemporary(State);
            AlignedBuffer passed = tape.RentTemporary(State), looks = tape.RentTemporary(3 * State);
            Start(Result.Hidden.Gradient, hidden.Span[..State]);
            Start(Result.Cell.Gradient, cell.Span[..State]);
            looks.Span[..(3 * State)].Clear();
            PackedMatrix recurrent = PackedMatrix.Pack(_operands.Recurrent.Values, 4 * _width, _width);
            for (int count = _time - 1; count >= 0; count--)
            {
                int step = StepOf(count);
                Span<float> products = Part(gradients, step, 4);
                Differentiate(step, new Gradients(hidden.Span, cell.Span, products, looks.Span));
                MatMul.Multiply(new GemmShape(_batch, _width, 4 * _width), products, recurrent, passed.Span[..State], GemmMode.Overwrite, tape.Team);
                CopyValid(step, passed.Span, hidden.Span);
            }

            AddGradients(tape, gradients.Span[..(_time * 4 * State)], looks.Span[..(3 * State)]);
            AddState(tape, _operands.Hidden, hidden.Span[..State]);
            AddState(tape, _operands.Cell, cell.Span[..State]);
            foreach (AlignedBuffer buffer in (ReadOnlySpan<AlignedBuffer>)[gradients, hidden, cell, passed, looks])
            {
                tape.ReturnTemporary(buffer);
            }
        }

        private static void Start(Tensor? initial, Span<float> state) => Start(initial is null ? [] : initial.Values, state);

        private static void Start(ReadOnlySpan<float> initial, Span<float> state)
        {
            state.Clear();
            initial.CopyTo(state);
        }

        private static void AddState(Tape tape, Tensor? initial, ReadOnlySpan<float> gradient)
        {
            if (initial?.RequiresGradient == true)
            {
                tape.AddGradient(initial, gradient);
            }
        }

        /// <summary>The last step first where rows are read backwards; rows that end earlier wait.</summary>
        private int StepOf(int count) => _isReverse ? _time - 1 - count : count;

        private Span<float> Part(AlignedBuffer buffer, int step, int blocks) => buffer.Span.Slice(step * blocks * State, blocks * State);

        private bool IsValid(int step, int row) => step < _operands.Sums.LengthOf(row);

        private void Activate(int step, Span<float> gates, Span<float> hidden, Span<float> cell)
        {
            Span<float> outputs = Result.Outputs.Writable.Slice(step * State, State);
            for (int row = 0; row < _batch; row++)
            {
                int start = row * _width;
                Span<float> output = outputs.Slice(start, _width);
                if (!IsValid(step, row))
                {
                    output.Clear();
                    continue;
                }

                PeepholeRow.Activate(_operands.Peepholes.Values, gates.Slice(4 * start, 4 * _width), cell.Slice(start, _width), output);
                output.CopyTo(hidden[start..]);
            }
        }

        private void Differentiate(int step, Gradients gradients)
        {
            ReadOnlySpan<float> arriving = Result.Outputs.Gradient;
            for (int row = 0; row < _batch; row++)
            {
                int start = row * _width;
                Span<float> products = gradients.Products.Slice(4 * start, 4 * _width);
                if (!IsValid(step, row))
                {
                    products.Clear();
                    continue;
                }

                Span<float> hidden = gradients.Hidden.Slice(start, _width);
                if (!arriving.IsEmpty)
                {
                    Accumulate.Add(arriving.Slice((step * State) + start, _width), hidden);
                }

                var known = new PeepholeStep
                {
                    Peepholes = _operands.Peepholes.Values,
                    Gates = Part(_gates!, step, 4).Slice(4 * start, 4 * _width),
                    CellBefore = Part(_cells!, step, 1).Slice(start, _width),
                    HiddenGradient = hidden,
                };
                PeepholeRow.Differentiate(known, gradients.Cell.Slice(start, _width), products, gradients.Peepholes.Slice(3 * start, 3 * _width));
            }
        }

        private void CopyValid(int step, ReadOnlySpan<float> source, Span<float> destination)
        {
            for (int row = 0; row < _batch; row++)
            {
                if (IsValid(step, row))
                {
                    source.Slice(row * _width, _width).CopyTo(destination[(row * _width)..]);
                }
            }
        }

        private void AddGradients(Tape tape, ReadOnlySpan<float> products, ReadOnlySpan<float> looks)
        {
            if (_operands.Sums.Values.RequiresGradient)
            {
                tape.AddGradient(_operands.Sums.Values, products);
            }

            if (_operands.Recurrent.RequiresGradient)
            {
                Span<float> gradient = _operands.Recurrent.BeginGradient(tape, out bool isFresh);
                var shape = new GemmShape(4 * _width, _width, _time * _batch);
                MatMul.TN(shape, products, _hiddens!.Span[..(_time * State)], gradient, isFresh ? GemmMode.Overwrite : GemmMode.Accumulate, tape.Team);
            }

            if (_operands.Peepholes.RequiresGradient)
            {
                // Rows have sums of their own, which are added up in order.
                ColumnSums.Add(looks, 3 * _width, tape.GradientToAdd(_operands.Peepholes), tape.Team);
            }
        }

        /// <summary>Gradients of the states, of a step's products, and of the peepholes row by row.</summary>
        private readonly ref struct Gradients(Span<float> hidden, Span<float> cell, Span<float> products, Span<float> peepholes)
        {
            public readonly Span<float> Hidden = hidden;
            public readonly Span<float> Cell = cell;
            public readonly Span<float> Products = products;
            public readonly Span<float> Peepholes = peepholes;
        }
    }
}

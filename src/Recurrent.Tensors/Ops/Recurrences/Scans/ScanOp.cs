using Recurrent.Kernels.Memory;
using Recurrent.Kernels.Reduce;
using Recurrent.Kernels.Threading;
using Recurrent.Tensors.Autograd;
using Recurrent.Tensors.Sequences;
using Recurrent.Tensors.Threading;

namespace Recurrent.Tensors.Ops.Recurrences.Scans;

/// <summary>A recurrence of single values over whole sequences: one loop over time, its gradient another.</summary>
internal sealed class ScanOp<TCell> : TapeNode
    where TCell : struct, IScanCell
{
    private readonly ScanGates _gates;
    private readonly ScanTerms _terms;
    private readonly Tensor? _initial;
    private readonly ScanShape _shape;
    private readonly int _threads;
    private readonly AlignedBuffer? _states;

    private ScanOp(Tape tape, SequenceBatch input, ScanTerms terms, ScanStart start)
    {
        int features = terms.Product is null ? input.Features : terms.Product.Shape[0], hidden = features / TCell.Gates;
        Check(input, hidden, terms, start);
        (_terms, _initial) = (terms, start.State);
        _threads = RangeTeam.Worthwhile(tape.Threads, checked(input.Time * input.Batch * features));
        _shape = new ScanShape(input, hidden, start.Direction, _threads);
        bool requiresGradient = input.Values.RequiresGradient || start.State?.RequiresGradient == true || terms.RequireGradient;
        Outputs = tape.NewTensor(new Shape(input.Time, input.Batch, hidden), requiresGradient);
        Final = tape.NewTensor(new Shape(input.Batch, hidden), requiresGradient);
        _states = TCell.HasOutput ? tape.RentScratch(Outputs.Shape.Length) : null;
        _gates = new ScanGates(tape, input, terms.Product, keeps: Outputs.RequiresGradient);
    }

    public Tensor Outputs { get; }

    /// <summary>The state after each row's last valid step, <c>[B, H]</c>.</summary>
    public Tensor Final { get; }

    public override bool IsReached => Outputs.HasGradient || Final.HasGradient;

    private Span<float> States => _states is null ? Outputs.Writable : _states.Span[..Outputs.Shape.Length];

    /// <summary>Runs the forward pass and records the backward pass where a gradient is wanted.</summary>
    /// <param name="tape">Where the results live and are recorded.</param>
    /// <param name="input">The gates, <c>[T, B, G·H]</c> with lengths, or what they are a product of, <c>[T, B, I]</c>.</param>
    /// <param name="terms">The cell's own weights, and how the gates come about.</param>
    /// <param name="start">The state before the first step and the way through time.</param>
    /// <exception cref="ArgumentException">The shapes do not fit together.</exception>
    public static ScanOp<TCell> Run(Tape tape, SequenceBatch input, ScanTerms terms, ScanStart start)
    {
        ArgumentNullException.ThrowIfNull(input);
        var op = new ScanOp<TCell>(tape, input, terms, start);
        op.Forward(tape);
        if (op.Outputs.RequiresGradient)
        {
            tape.Record(op);
        }

        return op;
    }

    private void Forward(Tape tape)
    {
        CopyOrClear(_initial is null ? [] : _initial.Values, Final.Writable);
        _gates.BeginForward(tape);
        for (int count = 0; count < _gates.Windows.Count; count++)
        {
            ItemRange steps = _gates.Windows[_shape.IsReverse ? _gates.Windows.Count - 1 - count : count];
            RangeTeam.Run(new ScanForward<TCell>
            {
                Shape = _shape,
                Steps = steps,
                Gates = _gates.Form(tape, steps),
                Bias = ValuesOf(_terms.Bias),
                Weights = ValuesOf(_terms.Weights),
                States = States,
                Outputs = Outputs.Writable,
                Final = Final.Writable,
            }, _shape.Items, grain: 1, _threads);
        }

        _gates.EndForward(tape);
    }

    public override void Backward(Tape tape)
    {
        AlignedBuffer? weightSums = RentSums(tape, _terms.Weights), biasSums = RentSums(tape, _terms.Bias);
        AlignedBuffer carry = tape.RentTemporary(Final.Shape.Length);
        Span<float> carried = carry.Span[..Final.Shape.Length];
        CopyOrClear(Final.Gradient, carried);
        var gateGradients = new ScanGateGradients(tape, _gates);
        for (int count = 0; count < _gates.Windows.Count; count++)
        {
            ItemRange steps = _gates.Windows[_shape.IsReverse ? count : _gates.Windows.Count - 1 - count];
            RangeTeam.Run(new ScanBackward<TCell>
            {
                Shape = _shape,
                Steps = steps,
                Gates = _gates.Kept(steps),
                Bias = ValuesOf(_terms.Bias),
                Weights = ValuesOf(_terms.Weights),
                Initial = ValuesOf(_initial),
                States = States,
                OutputGradient = Outputs.Gradient,
                GateGradient = gateGradients.Of(steps),
                IsFresh = gateGradients.IsFresh,
                WeightSums = SumsOf(weightSums, _terms.Weights),
                BiasSums = SumsOf(biasSums, _terms.Bias),
                Carry = carried,
            }, _shape.Items, grain: 1, _threads);
            gateGradients.Add(steps);
        }

        gateGradients.End();
        AddSums(tape, weightSums, _terms.Weights);
        AddSums(tape, biasSums, _terms.Bias);
        if (_initial?.RequiresGradient == true)
        {
            tape.AddGradient(_initial, carried);
        }

        tape.ReturnTemporary(carry);
    }

    private static ReadOnlySpan<float> ValuesOf(Tensor? tensor) => tensor is null ? [] : tensor.Values;

    private static void CopyOrClear(ReadOnlySpan<float> values, Span<float> target)
    {
        if (values.IsEmpty)
        {
            target.Clear();
        }
        else
        {
            values.CopyTo(target);
        }
    }

    private static void Check(SequenceBatch input, int hidden, ScanTerms terms, ScanStart start)
    {
        if (terms.Product is { } product && (product.Shape.Rank != 2 || product.Shape[1] != input.Features))
        {
            throw new ArgumentException($"Got input {input.Values.Shape} and weight {product.Shape}; expected [T, B, I] and [{TCell.Gates}·H, I].", nameof(terms));
        }

        int features = terms.Product is null ? input.Features : terms.Product.Shape[0];
        if (hidden * TCell.Gates != features || hidden == 0)
        {
            throw new ArgumentException(
                $"Got gates {input.Values.Shape.With(-1, features)}; expected [T, B, {TCell.Gates}·H], a multiple of {TCell.Gates} features.", nameof(input));
        }

        if (start.State is not null && start.State.Shape != new Shape(input.Batch, hidden))
        {
            throw new ArgumentException($"The initial state is {start.State.Shape}; expected [B, H] = {new Shape(input.Batch, hidden)}.", nameof(start));
        }

        Shape? expected = TCell.Weights == 0 ? null : new Shape(TCell.Weights, hidden);
        if (terms.Weights?.Shape != expected)
        {
            throw new ArgumentException($"The weights are {terms.Weights?.Shape.ToString() ?? "none"}; expected {expected?.ToString() ?? "none"}.", nameof(terms));
        }

        if (terms.Bias is not null && terms.Bias.Shape != new Shape(features))
        {
            throw new ArgumentException($"The bias is {terms.Bias.Shape}; expected [{TCell.Gates}·H] = {new Shape(features)}.", nameof(terms));
        }
    }

    /// <summary>Rows have sums of their own, <c>[B, …]</c>, which are added up in order, whatever the threads.</summary>
    private AlignedBuffer? RentSums(Tape tape, Tensor? parameter)
    {
        AlignedBuffer? sums = parameter?.RequiresGradient == true ? tape.RentTemporary(_shape.Batch * parameter.Shape.Length) : null;
        SumsOf(sums, parameter).Clear();
        return sums;
    }

    private Span<float> SumsOf(AlignedBuffer? sums, Tensor? parameter) => sums is null ? [] : sums.Span[..(_shape.Batch * parameter!.Shape.Length)];

    private void AddSums(Tape tape, AlignedBuffer? sums, Tensor? parameter)
    {
        if (sums is not null)
        {
            ColumnSums.Add(SumsOf(sums, parameter), parameter!.Shape.Length, tape.GradientToAdd(parameter), tape.Team);
            tape.ReturnTemporary(sums);
        }
    }
}

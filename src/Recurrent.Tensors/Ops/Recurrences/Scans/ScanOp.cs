using Recurrent.Kernels.Memory;
using Recurrent.Kernels.Reduce;
using Recurrent.Tensors.Autograd;
using Recurrent.Tensors.Sequences;
using Recurrent.Tensors.Threading;

namespace Recurrent.Tensors.Ops.Recurrences.Scans;

/// <summary>A recurrence of single values over whole sequences: one loop over time, its gradient another.</summary>
internal sealed class ScanOp<TCell> : TapeNode
    where TCell : struct, IScanCell
{
    private readonly SequenceBatch _gates;
    private readonly Tensor? _weights;
    private readonly Tensor? _bias;
    private readonly Tensor? _initial;
    private readonly ScanShape _shape;
    private readonly AlignedBuffer? _states;

    private ScanOp(Tape tape, SequenceBatch gates, ScanTerms terms, ScanStart start)
    {
        int hidden = gates.Features / TCell.Gates;
        Check(gates, hidden, terms, start);
        (_gates, _weights, _bias, _initial) = (gates, terms.Weights, terms.Bias, start.State);
        _shape = new ScanShape(gates, hidden, start.Direction, Threads(tape));
        bool requiresGradient = gates.Values.RequiresGradient || _weights?.RequiresGradient == true || _bias?.RequiresGradient == true || start.State?.RequiresGradient == true;
        Outputs = tape.NewTensor(new Shape(gates.Time, gates.Batch, hidden), requiresGradient);
        Final = tape.NewTensor(new Shape(gates.Batch, hidden), requiresGradient);
        _states = TCell.HasOutput ? tape.RentScratch(Outputs.Shape.Length) : null;
    }

    public Tensor Outputs { get; }

    /// <summary>The state after each row's last valid step, <c>[B, H]</c>.</summary>
    public Tensor Final { get; }

    public override bool IsReached => Outputs.HasGradient || Final.HasGradient;

    private Span<float> States => _states is null ? Outputs.Writable : _states.Span[..Outputs.Shape.Length];

    /// <summary>Runs the forward pass and records the backward pass where a gradient is wanted.</summary>
    /// <param name="tape">Where the results live and are recorded.</param>
    /// <param name="gates">What comes from the input, <c>[T, B, G·H]</c> with lengths.</param>
    /// <param name="terms">The cell's own weights, and what is added to the gates.</param>
    /// <param name="start">The state before the first step and the way through time.</param>
    /// <exception cref="ArgumentException">The shapes do not fit together.</exception>
    public static ScanOp<TCell> Run(Tape tape, SequenceBatch gates, ScanTerms terms, ScanStart start)
    {
        ArgumentNullException.ThrowIfNull(gates);
        var op = new ScanOp<TCell>(tape, gates, terms, start);
        RangeTeam.Run(new ScanForward<TCell>
        {
            Shape = op._shape,
            Gates = gates.Values.Values,
            Bias = terms.Bias is null ? [] : terms.Bias.Values,
            Weights = terms.Weights is null ? [] : terms.Weights.Values,
            Initial = start.State is null ? [] : start.State.Values,
            States = op.States,
            Outputs = op.Outputs.Writable,
            Final = op.Final.Writable,
        }, op._shape.Items, grain: 1, op.Threads(tape));
        if (op.Outputs.RequiresGradient)
        {
            tape.Record(op);
        }

        return op;
    }

    public override void Backward(Tape tape)
    {
        bool isFresh = false;
        AlignedBuffer? weightSums = RentSums(tape, _weights), biasSums = RentSums(tape, _bias);
        AlignedBuffer? first = _initial?.RequiresGradient == true ? tape.RentTemporary(_initial.Shape.Length) : null;
        Span<float> initialGradient = first is null ? [] : first.Span[.._initial!.Shape.Length];
        RangeTeam.Run(new ScanBackward<TCell>
        {
            Shape = _shape,
            Gates = _gates.Values.Values,
            Bias = _bias is null ? [] : _bias.Values,
            Weights = _weights is null ? [] : _weights.Values,
            Initial = _initial is null ? [] : _initial.Values,
            States = States,
            OutputGradient = Outputs.Gradient,
            FinalGradient = Final.Gradient,
            GateGradient = _gates.Values.RequiresGradient ? _gates.Values.BeginGradient(tape, out isFresh) : [],
            IsFresh = isFresh,
            WeightSums = SumsOf(weightSums, _weights),
            BiasSums = SumsOf(biasSums, _bias),
            InitialGradient = initialGradient,
        }, _shape.Items, grain: 1, Threads(tape));
        AddSums(tape, weightSums, _weights);
        AddSums(tape, biasSums, _bias);
        if (first is not null)
        {
            tape.AddGradient(_initial!, initialGradient);
            tape.ReturnTemporary(first);
        }
    }

    private static void Check(SequenceBatch gates, int hidden, ScanTerms terms, ScanStart start)
    {
        if (hidden * TCell.Gates != gates.Features || hidden == 0)
        {
            throw new ArgumentException($"Got gates {gates.Values.Shape}; expected [T, B, {TCell.Gates}·H], a multiple of {TCell.Gates} features.", nameof(gates));
        }

        if (start.State is not null && start.State.Shape != new Shape(gates.Batch, hidden))
        {
            throw new ArgumentException($"The initial state is {start.State.Shape}; expected [B, H] = {new Shape(gates.Batch, hidden)}.", nameof(start));
        }

        Shape? expected = TCell.Weights == 0 ? null : new Shape(TCell.Weights, hidden);
        if (terms.Weights?.Shape != expected)
        {
            throw new ArgumentException($"The weights are {terms.Weights?.Shape.ToString() ?? "none"}; expected {expected?.ToString() ?? "none"}.", nameof(terms));
        }

        if (terms.Bias is not null && terms.Bias.Shape != new Shape(gates.Features))
        {
            throw new ArgumentException($"The bias is {terms.Bias.Shape}; expected [{TCell.Gates}·H] = {new Shape(gates.Features)}.", nameof(terms));
        }
    }

    /// <summary>Rows have sums of their own, <c>[B, …]</c>, which are added up in order, whatever the threads.</summary>
    private AlignedBuffer? RentSums(Tape tape, Tensor? parameter)
    {
        AlignedBuffer? sums = parameter?.RequiresGradient == true ? tape.RentTemporary(_gates.Batch * parameter.Shape.Length) : null;
        SumsOf(sums, parameter).Clear();
        return sums;
    }

    private Span<float> SumsOf(AlignedBuffer? sums, Tensor? parameter) => sums is null ? [] : sums.Span[..(_gates.Batch * parameter!.Shape.Length)];

    private void AddSums(Tape tape, AlignedBuffer? sums, Tensor? parameter)
    {
        if (sums is not null)
        {
            ColumnSums.Add(SumsOf(sums, parameter), parameter!.Shape.Length, tape.GradientToAdd(parameter), tape.Team);
            tape.ReturnTemporary(sums);
        }
    }

    private int Threads(Tape tape) => RangeTeam.Worthwhile(tape.Threads, _gates.Values.Shape.Length);
}

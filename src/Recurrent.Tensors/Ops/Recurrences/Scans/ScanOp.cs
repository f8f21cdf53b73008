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
    private readonly Tensor? _initial;
    private readonly ScanShape _shape;
    private readonly AlignedBuffer? _states;

    private ScanOp(Tape tape, SequenceBatch gates, Tensor? weights, ScanStart start)
    {
        int hidden = gates.Features / TCell.Gates;
        Check(gates, hidden, weights, start);
        (_gates, _weights, _initial) = (gates, weights, start.State);
        _shape = new ScanShape(gates, hidden, start.Direction, Threads(tape));
        bool requiresGradient = gates.Values.RequiresGradient || weights?.RequiresGradient == true || start.State?.RequiresGradient == true;
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
    /// <param name="weights">The cell's own weights, <c>[W, H]</c>; null where it has none.</param>
    /// <param name="start">The state before the first step and the way through time.</param>
    /// <exception cref="ArgumentException">The shapes do not fit together.</exception>
    public static ScanOp<TCell> Run(Tape tape, SequenceBatch gates, Tensor? weights, ScanStart start)
    {
        ArgumentNullException.ThrowIfNull(gates);
        var op = new ScanOp<TCell>(tape, gates, weights, start);
        RangeTeam.Run(new ScanForward<TCell>
        {
            Shape = op._shape,
            Gates = gates.Values.Values,
            Weights = weights is null ? [] : weights.Values,
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
        AlignedBuffer? sums = _weights?.RequiresGradient == true ? tape.RentTemporary(_gates.Batch * _weights.Shape.Length) : null;
        AlignedBuffer? first = _initial?.RequiresGradient == true ? tape.RentTemporary(_initial.Shape.Length) : null;
        Span<float> weightSums = sums is null ? [] : sums.Span[..(_gates.Batch * _weights!.Shape.Length)];
        weightSums.Clear();
        Span<float> initialGradient = first is null ? [] : first.Span[.._initial!.Shape.Length];
        RangeTeam.Run(new ScanBackward<TCell>
        {
            Shape = _shape,
            Gates = _gates.Values.Values,
            Weights = _weights is null ? [] : _weights.Values,
            Initial = _initial is null ? [] : _initial.Values,
            States = States,
            OutputGradient = Outputs.Gradient,
            FinalGradient = Final.Gradient,
            GateGradient = _gates.Values.RequiresGradient ? _gates.Values.BeginGradient(tape, out isFresh) : [],
            IsFresh = isFresh,
            WeightSums = weightSums,
            InitialGradient = initialGradient,
        }, _shape.Items, grain: 1, Threads(tape));
        if (sums is not null)
        {
            // Rows have sums of their own, which are added up in order, whatever the threads.
            ColumnSums.Add(weightSums, _weights!.Shape.Length, tape.GradientToAdd(_weights), tape.Team);
            tape.ReturnTemporary(sums);
        }

        if (first is not null)
        {
            tape.AddGradient(_initial!, initialGradient);
            tape.ReturnTemporary(first);
        }
    }

    private static void Check(SequenceBatch gates, int hidden, Tensor? weights, ScanStart start)
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
        if (weights?.Shape != expected)
        {
            throw new ArgumentException($"The weights are {weights?.Shape.ToString() ?? "none"}; expected {expected?.ToString() ?? "none"}.", nameof(weights));
        }
    }

    private int Threads(Tape tape) => RangeTeam.Worthwhile(tape.Threads, _gates.Values.Shape.Length);
}

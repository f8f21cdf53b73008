using System.Runtime.CompilerServices;
using Recurrent.Kernels.Memory;
using Recurrent.Kernels.Sequences;
using Recurrent.Kernels.Threading;

namespace Recurrent.Tensors.Sequences;

/// <summary>States of many live streams over one packed recurrence, any of which make a step together.</summary>
internal sealed class RecurrentStepRows
{
    private readonly CellStepper _stepper;
    private readonly ThreadTeam _team;
    private AlignedBuffer _hidden = AlignedBuffer.Allocate(0);
    private AlignedBuffer _cell = AlignedBuffer.Allocate(0);
    private AlignedBuffer _outputs = AlignedBuffer.Allocate(0);
    private AlignedBuffer _scratch = AlignedBuffer.Allocate(0);
    private int _capacity;

    public RecurrentStepRows(CellStepper stepper, ThreadTeam team)
    {
        _stepper = stepper;
        _team = team;
    }

    /// <summary>H.</summary>
    public int HiddenSize => _stepper.Layout.HiddenSize;

    /// <summary>Makes room for more streams; those there keep their states, new ones start at zero.</summary>
    /// <param name="capacity">Streams, at least as many as before.</param>
    public void Grow(int capacity)
    {
        int states = checked(capacity * _stepper.StatePitch);
        _hidden = Copy(_hidden, states);
        _cell = Copy(_cell, _stepper.Layout.HasCellState ? states : 0);
        _outputs = AlignedBuffer.Allocate(checked(capacity * HiddenSize));
        _scratch = AlignedBuffer.Allocate(_stepper.RowsScratchLength(capacity, _team.Threads));
        _capacity = capacity;
    }

    /// <summary>One step of some streams, each with the bits of a step alone; without allocation.</summary>
    /// <param name="streams">Which streams, none twice.</param>
    /// <param name="input">x, [streams, I], in their order.</param>
    /// <returns>h, [streams, H], in their order; overwritten by the next call, free to be changed.</returns>
    /// <exception cref="ArgumentException">The input's length does not fit, or there is no such stream.</exception>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public Span<float> Step(ReadOnlySpan<int> streams, ReadOnlySpan<float> input)
    {
        Span<float> outputs = _outputs.Span[..(streams.Length * HiddenSize)];
        var spans = new StepRowsSpans
        {
            States = streams,
            Input = input,
            Output = outputs,
            Hidden = _hidden.Span,
            Cell = _cell.Span,
            Scratch = _scratch.Span,
            MaximumRows = Math.Max(_capacity, 1),
        };
        _stepper.Step(spans, _team);
        return outputs;
    }

    /// <summary>h of a stream, to read or to overwrite.</summary>
    public Span<float> Hidden(int stream) => _hidden.Span.Slice(stream * _stepper.StatePitch, HiddenSize);

    /// <summary>c of a stream, to read or to overwrite; empty without a cell state.</summary>
    public Span<float> Cell(int stream) => _cell.Length == 0 ? default : _cell.Span.Slice(stream * _stepper.StatePitch, HiddenSize);

    private static AlignedBuffer Copy(AlignedBuffer source, int length)
    {
        AlignedBuffer copy = AlignedBuffer.Allocate(length);
        source.Span.CopyTo(copy.Span);
        copy.Span[source.Length..].Clear();
        return copy;
    }
}

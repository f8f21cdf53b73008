using System.Runtime.CompilerServices;
using Recurrent.Kernels.Memory;
using Recurrent.Kernels.Threading;
using Recurrent.Kernels.Unsafe.Sequences;

namespace Recurrent.Kernels.Sequences;

/// <summary>One recurrence packed for live streams: one step at a time of one row or of many, without allocation.</summary>
/// <remarks>The packed weights are read only, so any number of streams may share one stepper, each with its own state and scratch memory.</remarks>
internal sealed class CellStepper
{
    /// <summary>Words of weights that a second-level cache does not hold: half a megabyte on the smallest of today's.</summary>
    private const int LargeWeights = 128 * 1024;

    private readonly AlignedBuffer _weights;
    private readonly StepLayout _layout;
    private readonly StepScratch _offsets;
    private readonly StepPace _pace = new();
    private bool _isBackwards;

    /// <summary>Packs the weights as they are now.</summary>
    /// <param name="layout">The cell.</param>
    /// <param name="weights">Matrices and biases.</param>
    /// <param name="precision">How weights are stored.</param>
    /// <exception cref="ArgumentException">A span has not the length its shape asks for, or weights to be compressed are not finite.</exception>
    public CellStepper(CellLayout layout, in StepWeights weights, StepPrecision precision = StepPrecision.Single)
    {
        weights.Check(layout);
        _layout = new StepLayout(layout, precision);
        _offsets = new StepScratch(_layout, rows: 1);
        _weights = AlignedBuffer.Allocate(_layout.Length);
        StepKernel.Pack(_layout, weights, _weights.Span);
    }

    public CellLayout Layout => _layout.Cell;

    /// <summary>How weights are stored.</summary>
    public StepPrecision Precision => _layout.Precision;

    /// <summary>The packed cell, for <see cref="SequenceForward.PackedWeights"/> when it is float32.</summary>
    public ReadOnlySpan<float> PackedWeights => _weights.Span;

    /// <summary>Floats of scratch memory a step of one row needs.</summary>
    public int ScratchLength => _offsets.Length;

    /// <summary>Floats from one stream's state to the next one's where many are kept.</summary>
    public int StatePitch => _offsets.StatePitch;

    /// <summary>Whether a step of one row is worth more than one thread.</summary>
    public bool IsWorthThreads => StepKernel.MostParts(_layout, int.MaxValue) > 1;

    /// <summary>Floats of scratch memory that a step of many rows needs.</summary>
    /// <param name="rows">Most rows of a step.</param>
    /// <param name="threads">Threads of the team.</param>
    public int RowsScratchLength(int rows, int threads) => checked(new StepScratch(_layout, rows).Length * threads);

    /// <summary>One step; the states are replaced by the new ones.</summary>
    /// <param name="spans">Input, states and scratch memory.</param>
    /// <param name="team">Threads that share a large step's units; the bits do not depend on them.</param>
    /// <exception cref="ArgumentException">A span has not the length it needs.</exception>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Step(in StepSpans spans, ThreadTeam team)
    {
        SequenceSpans.Require(spans.Input.Length, Layout.InputSize, nameof(spans.Input));
        SequenceSpans.Require(spans.Hidden.Length, Layout.HiddenSize, nameof(spans.Hidden));
        SequenceSpans.Require(spans.Cell.Length, Layout.HasCellState ? Layout.HiddenSize : 0, nameof(spans.Cell));
        SequenceSpans.RequireAtLeast(spans.Scratch.Length, ScratchLength, nameof(spans.Scratch));
        StepKernel.Run(_layout, _offsets, _weights.Span, spans, team, _pace, Turn());
    }

    /// <summary>One step of some of many streams, each with the bits of a step alone; their states are replaced.</summary>
    /// <param name="spans">Streams, inputs, outputs, states and scratch memory.</param>
    /// <param name="team">Threads that share the rows, or the units where there are few rows.</param>
    /// <exception cref="ArgumentException">A span has not the length it needs, or a stream's number is outside the states.</exception>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Step(in StepRowsSpans spans, ThreadTeam team)
    {
        int rows = spans.States.Length, states = spans.Hidden.Length / StatePitch;
        SequenceSpans.Require(spans.Input.Length, rows * Layout.InputSize, nameof(spans.Input));
        SequenceSpans.Require(spans.Output.Length, rows * Layout.HiddenSize, nameof(spans.Output));
        SequenceSpans.Require(spans.Cell.Length, Layout.HasCellState ? spans.Hidden.Length : 0, nameof(spans.Cell));
        SequenceSpans.RequireAtLeast(spans.MaximumRows, Math.Max(rows, 1), nameof(spans.MaximumRows));
        SequenceSpans.RequireAtLeast(spans.Scratch.Length, RowsScratchLength(spans.MaximumRows, team.Threads), nameof(spans.Scratch));
        foreach (int state in spans.States)
        {
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)state, (uint)states, nameof(spans.States));
        }

        StepKernel.Run(_layout, _weights.Span, spans, team, Turn());
    }

    /// <summary>Every other step takes large weights last first: what the step before used last is still in the cache.</summary>
    /// <remarks>Streams on several threads may disturb each other's turns, which costs time and changes no number.</remarks>
    private bool Turn() => _layout.Length > LargeWeights && (_isBackwards = !_isBackwards);
}

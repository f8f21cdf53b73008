using Recurrent.Kernels.Gemm;
using Recurrent.Kernels.Sequences;
using Recurrent.Kernels.Threading;
using Recurrent.Testing;

namespace Recurrent.Kernels.Tests.Sequences;

/// <summary>Forward pass, backward pass, gradients and live steps of one recurrence, every span between forbidden pages.</summary>
internal sealed class GuardedSequence : IDisposable
{
    private readonly List<GuardedBuffer> _buffers = [];
    private readonly GuardEdge _edge;
    private readonly ThreadTeam _team;
    private readonly CellLayout _layout;
    private readonly SequencePlan _plan;
    private readonly GuardedBuffer _input;
    private readonly GuardedBuffer _inputWeights;
    private readonly GuardedBuffer _recurrentWeights;
    private readonly GuardedBuffer _bias;
    private readonly GuardedBuffer _start;

    public GuardedSequence(CellLayout layout, SequencePlan plan, GuardEdge edge, ThreadTeam team)
    {
        (_layout, _plan, _edge, _team) = (layout, plan, edge, team);
        int gateRows = layout.Gates * layout.HiddenSize;
        _input = Random(plan.Time * plan.Batch * layout.InputSize);
        _inputWeights = Random(gateRows * layout.InputSize);
        _recurrentWeights = Random(gateRows * layout.HiddenSize);
        _bias = Random(gateRows);
        _start = Random(States);
    }

    /// <summary>z of zoneout; 0 for none.</summary>
    public float Zoneout { get; init; }

    /// <summary>Whether the states that stay are drawn, as in training, or every state is the mean.</summary>
    public bool DrawsZoneout { get; init; }

    private int States => _plan.Batch * _layout.HiddenSize;

    /// <summary>Everything a training step computes.</summary>
    public float[][] Train()
    {
        var memory = new ForwardMemory(_layout, _plan, hasInitialHidden: true, saves: true);
        GuardedBuffer saved = Zeros(memory.SavedLength), outputs = Zeros(_plan.Time * States), final = Zeros(States), finalCell = Zeros(CellStates);
        Forward(memory, saved, outputs, final, finalCell, packed: Zeros(0));
        GuardedBuffer newHidden = Drawn(outputs.Length, 2), newCell = Drawn(_plan.Time * CellStates, 3);
        GuardedBuffer upstream = Random(outputs.Length), work = Zeros(SequenceBackward.WorkLength(_layout, _plan, hasOutputGradient: true));
        GuardedBuffer gates = Zeros(_plan.Cells * _layout.GateGradientPitch), startGradient = Zeros(States), startCellGradient = Zeros(CellStates);
        new SequenceBackward
        {
            Plan = _plan,
            Layout = _layout,
            Memory = memory,
            RecurrentWeights = _recurrentWeights.Span,
            Zoneout = new ZoneoutShares { Probability = Zoneout, Hidden = newHidden.Span, Cell = newCell.Span },
            Saved = saved.Span,
            Outputs = outputs.Span,
            InitialHidden = _start.Span,
            OutputGradient = upstream.Span,
            FinalHiddenGradient = final.Span,
            Work = work.Span,
            GateGradient = gates.Span,
            InitialHiddenGradient = startGradient.Span,
            InitialCellGradient = startCellGradient.Span,
        }.Run(_team);
        GuardedBuffer[] gradients = Gradients(memory, saved, outputs, gates);
        GuardedBuffer[] all = [outputs, final, finalCell, startGradient, startCellGradient, .. gradients];
        return [.. all.Select(buffer => buffer.Span.ToArray())];
    }

    /// <summary>The same forward pass without saving.</summary>
    /// <param name="isPacked">Whether the pass is given packed weights and none to pack.</param>
    public float[] Infer(bool isPacked)
    {
        var memory = new ForwardMemory(_layout, _plan, hasInitialHidden: true, saves: false, hasPackedWeights: isPacked);
        GuardedBuffer outputs = Zeros(_plan.Time * States);
        GuardedBuffer packed = isPacked ? Copy(Stepper().PackedWeights) : Zeros(0);
        Forward(memory, Zeros(memory.SavedLength), outputs, Zeros(States), Zeros(CellStates), packed);
        return outputs.Span.ToArray();
    }

    /// <summary>The first batch row's first step as a live stream.</summary>
    public float[] Step()
    {
        CellStepper stepper = Stepper();
        GuardedBuffer hidden = Copy(_start.Span[.._layout.HiddenSize]), cell = Zeros(_layout.HasCellState ? _layout.HiddenSize : 0);
        GuardedBuffer scratch = Zeros(stepper.ScratchLength), input = Copy(_input.Span[.._layout.InputSize]);
        stepper.Step(new StepSpans { Input = input.Span, Hidden = hidden.Span, Cell = cell.Span, Scratch = scratch.Span }, _team);
        return hidden.Span.ToArray();
    }

    public void Dispose() => _buffers.ForEach(buffer => buffer.Dispose());

    private CellStepper Stepper(StepPrecision precision = StepPrecision.Single) => new(
        _layout,
        new StepWeights { Input = _inputWeights.Span, Recurrent = _recurrentWeights.Span, InputBias = _bias.Span, RecurrentBias = _bias.Span },
        precision);

    private int CellStates => _layout.HasCellState ? States : 0;

    private void Forward(ForwardMemory memory, GuardedBuffer saved, GuardedBuffer outputs, GuardedBuffer final, GuardedBuffer finalCell, GuardedBuffer packed)
    {
        GuardedBuffer work = Zeros(memory.WorkLength), newHidden = Drawn(outputs.Length, 2), newCell = Drawn(_plan.Time * CellStates, 3);
        new SequenceForward
        {
            Plan = _plan,
            Layout = _layout,
            Memory = memory,
            Input = _input.Span,
            PackedWeights = packed.Span,
            InputWeights = _inputWeights.Span,
            RecurrentWeights = _recurrentWeights.Span,
            InputBias = _bias.Span,
            RecurrentBias = _bias.Span,
            InitialHidden = _start.Span,
            Zoneout = new ZoneoutShares { Probability = Zoneout, Hidden = newHidden.Span, Cell = newCell.Span },
            Saved = saved.Span,
            Work = work.Span,
            Outputs = outputs.Span,
            FinalHidden = final.Span,
            FinalCell = finalCell.Span,
        }.Run(_team);
    }

    private GuardedBuffer[] Gradients(ForwardMemory memory, GuardedBuffer saved, GuardedBuffer outputs, GuardedBuffer gates)
    {
        int inputs = _layout.InputSize, hidden = _layout.HiddenSize;
        var gradients = new SequenceGradients
        {
            Plan = _plan,
            Layout = _layout,
            GateGradient = gates.Span,
            ResetHidden = _layout.HasResetHidden ? saved.Span.Slice(memory.ResetHidden, _plan.Cells * _layout.PaddedHiddenSize) : default,
            Team = _team,
        };
        GuardedBuffer ofInputWeights = Zeros(_inputWeights.Length), ofRecurrentWeights = Zeros(_recurrentWeights.Length);
        GuardedBuffer ofInput = Zeros(_plan.Cells * inputs), shifted = Zeros(_plan.IsNatural ? 0 : _plan.Cells * hidden);
        ReadOnlySpan<float> cells = _plan.IsNatural ? _input.Span : saved.Span.Slice(memory.PackedInput, _plan.Cells * inputs);
        ReadOnlySpan<float> states = _plan.IsNatural ? outputs.Span : saved.Span.Slice(memory.Hidden, _plan.Cells * hidden);
        ReadOnlySpan<float> start = memory.HasSortedInitialHidden ? saved.Span.Slice(memory.SortedInitialHidden, States) : _start.Span;
        gradients.InputWeights(cells, ofInputWeights.Span, GemmMode.Overwrite);
        gradients.RecurrentWeights(states, start, shifted.Span, ofRecurrentWeights.Span, GemmMode.Overwrite);
        gradients.Input(_inputWeights.Span, ofInput.Span, GemmMode.Overwrite);
        return [ofInputWeights, ofRecurrentWeights, ofInput];
    }

    private GuardedBuffer Random(int length) => Copy(TestFloats.Normal(length, seed: 40 + (ulong)_buffers.Count, scale: 0.3f));

    /// <summary>Every so manieth state value stays; empty where none is drawn.</summary>
    private GuardedBuffer Drawn(int length, int every) => Copy(DrawsZoneout ? [.. Enumerable.Range(0, length).Select(index => index % every == 0 ? 0f : 1f)] : []);

    private GuardedBuffer Zeros(int length) => Copy(new float[length]);

    private GuardedBuffer Copy(ReadOnlySpan<float> values)
    {
        var buffer = new GuardedBuffer(values, _edge);
        _buffers.Add(buffer);
        return buffer;
    }
}

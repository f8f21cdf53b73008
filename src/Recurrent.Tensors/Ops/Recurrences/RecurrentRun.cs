using System.Runtime.CompilerServices;
using Recurrent.Kernels.Sequences;
using Recurrent.Tensors.Sequences;

namespace Recurrent.Tensors.Ops.Recurrences;

/// <summary>A recurrence over some steps, as spans: a whole sequence or a window of it.</summary>
internal readonly ref struct RecurrentRun
{
    public required CellLayout Layout { get; init; }

    public required SequencePlan Plan { get; init; }

    public required ForwardMemory Memory { get; init; }

    public required RecurrentWeights Weights { get; init; }

    /// <summary>x, <c>[steps, B, I]</c>.</summary>
    public required ReadOnlySpan<float> Input { get; init; }

    /// <summary><c>[B, H]</c>, or empty for zeros.</summary>
    public required ReadOnlySpan<float> InitialHidden { get; init; }

    /// <summary><c>[B, H]</c>, or empty for zeros.</summary>
    public required ReadOnlySpan<float> InitialCell { get; init; }

    /// <summary>Which state values stay as they were.</summary>
    public ZoneoutShares Zoneout { get; init; }

    /// <summary>What the forward pass keeps for the backward pass.</summary>
    public required Span<float> Saved { get; init; }

    /// <summary>h of every step, <c>[steps, B, H]</c>.</summary>
    public required Span<float> Outputs { get; init; }

    /// <summary>The forward pass, ready to run.</summary>
    /// <param name="packed">Packed weights where the memory expects them; else empty.</param>
    /// <param name="work">Memory for the duration of the pass.</param>
    /// <param name="final">Receives the states after each row's last step: h, then c for cells that have it, <c>[B, H]</c> each.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public SequenceForward Forward(ReadOnlySpan<float> packed, Span<float> work, RecurrentStates final) => new()
    {
        Plan = Plan,
        Layout = Layout,
        Memory = Memory,
        Input = Input,
        PackedWeights = packed,
        InputWeights = Weights.Input.Values,
        RecurrentWeights = Weights.Recurrent.Values,
        InputBias = ValuesOf(Weights.InputBias),
        RecurrentBias = ValuesOf(Weights.RecurrentBias),
        InitialHidden = InitialHidden,
        InitialCell = InitialCell,
        Zoneout = Zoneout,
        Saved = Saved,
        Work = work,
        Outputs = Outputs,
        FinalHidden = final.Hidden,
        FinalCell = final.Cell,
    };

    public static ReadOnlySpan<float> ValuesOf(Tensor? tensor) => tensor is null ? default : tensor.Values;
}

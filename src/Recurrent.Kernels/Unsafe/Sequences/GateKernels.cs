using System.Runtime.Intrinsics;
using Recurrent.Kernels.Sequences;

namespace Recurrent.Kernels.Unsafe.Sequences;

/// <summary>The cell equations of this process's vector width, by cell.</summary>
internal static unsafe class GateKernels
{
    private const int Cells = 5;

    private static readonly delegate*<ActivateArguments*, void>[] Activates = VectorWidth.Current switch
    {
        512 => BuildActivates<GateLanes512, Vector512<float>>(),
        256 => BuildActivates<GateLanes256, Vector256<float>>(),
        128 => BuildActivates<GateLanes128, Vector128<float>>(),
        _ => BuildActivates<GateScalar, float>(),
    };

    private static readonly delegate*<DifferentiateArguments*, void>[] Differentiates = VectorWidth.Current switch
    {
        512 => BuildDifferentiates<GateLanes512, Vector512<float>>(),
        256 => BuildDifferentiates<GateLanes256, Vector256<float>>(),
        128 => BuildDifferentiates<GateLanes128, Vector128<float>>(),
        _ => BuildDifferentiates<GateScalar, float>(),
    };

    private static readonly delegate*<DifferentiateArguments*, void> ResetDifferentiate = VectorWidth.Current switch
    {
        512 => &GruResetBeforeGates.DifferentiateReset<GateLanes512, Vector512<float>>,
        256 => &GruResetBeforeGates.DifferentiateReset<GateLanes256, Vector256<float>>,
        128 => &GruResetBeforeGates.DifferentiateReset<GateLanes128, Vector128<float>>,
        _ => &GruResetBeforeGates.DifferentiateReset<GateScalar, float>,
    };

    public static delegate*<ActivateArguments*, void> Activate(SequenceCell cell) => Activates[(int)cell];

    public static delegate*<DifferentiateArguments*, void> Differentiate(SequenceCell cell) => Differentiates[(int)cell];

    /// <summary>The second half of the backward equations of a GRU with the reset before the product.</summary>
    public static delegate*<DifferentiateArguments*, void> DifferentiateReset() => ResetDifferentiate;

    private static delegate*<ActivateArguments*, void>[] BuildActivates<TLanes, TVector>()
        where TLanes : struct, IGateLanes<TVector>
        where TVector : struct
    {
        var table = new delegate*<ActivateArguments*, void>[Cells];
        table[(int)SequenceCell.RnnTanh] = &RnnGates.Activate<TanhActivation, TLanes, TVector>;
        table[(int)SequenceCell.RnnRelu] = &RnnGates.Activate<ReluActivation, TLanes, TVector>;
        table[(int)SequenceCell.Lstm] = &LstmGates.Activate<TLanes, TVector>;
        table[(int)SequenceCell.Gru] = &GruGates.Activate<TLanes, TVector>;
        table[(int)SequenceCell.GruResetBefore] = &GruResetBeforeGates.Activate<TLanes, TVector>;
        return table;
    }

    private static delegate*<DifferentiateArguments*, void>[] BuildDifferentiates<TLanes, TVector>()
        where TLanes : struct, IGateLanes<TVector>
        where TVector : struct
    {
        var table = new delegate*<DifferentiateArguments*, void>[Cells];
        table[(int)SequenceCell.RnnTanh] = &RnnGates.Differentiate<TanhActivation, TLanes, TVector>;
        table[(int)SequenceCell.RnnRelu] = &RnnGates.Differentiate<ReluActivation, TLanes, TVector>;
        table[(int)SequenceCell.Lstm] = &LstmGates.Differentiate<TLanes, TVector>;
        table[(int)SequenceCell.Gru] = &GruGates.Differentiate<TLanes, TVector>;
        table[(int)SequenceCell.GruResetBefore] = &GruResetBeforeGates.Differentiate<TLanes, TVector>;
        return table;
    }
}

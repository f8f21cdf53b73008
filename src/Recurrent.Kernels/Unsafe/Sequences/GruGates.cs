using System.Runtime.CompilerServices;

namespace Recurrent.Kernels.Unsafe.Sequences;

/// <summary>GRU, reset after the product: r, z = σ; n = tanh(x_n + r ⊙ h_n); h = (1 − z) ⊙ n + z ⊙ h.</summary>
/// <remarks>A panel holds x_n, r, z and h_n; n replaces x_n when saved.</remarks>
internal static unsafe class GruGates
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Activate<TLanes, TVector>(ActivateArguments* arguments)
        where TLanes : struct, IGateLanes<TVector>
        where TVector : struct
    {
        nint length = TLanes.Length;
        int units = arguments->Units;
        float* gates = arguments->Gates;
        float* previousHidden = arguments->PreviousHidden;
        float* hidden = arguments->Hidden;
        nint gatePitch = arguments->GatePitch, previousPitch = arguments->PreviousHiddenPitch, hiddenPitch = arguments->HiddenPitch;
        bool saves = arguments->Saves;
        TVector candidateBias = TLanes.Load(arguments->Bias);
        TVector resetBias = TLanes.Load(arguments->Bias + length);
        TVector updateBias = TLanes.Load(arguments->Bias + (2 * length));
        TVector recurrentBias = TLanes.Load(arguments->Bias + (3 * length));
        for (int row = arguments->Rows; row > 0; row--)
        {
            TVector resetGate = TLanes.Sigmoid(TLanes.Add(TLanes.Load(gates + length), resetBias));
            TVector updateGate = TLanes.Sigmoid(TLanes.Add(TLanes.Load(gates + (2 * length)), updateBias));
            TVector recurrent = TLanes.Add(TLanes.Load(gates + (3 * length)), recurrentBias);
            TVector candidate = TLanes.Tanh(TLanes.MultiplyAdd(resetGate, recurrent, TLanes.Add(TLanes.Load(gates), candidateBias)));
            TVector previous = PartialVector.Load<TLanes, TVector>(previousHidden, units);
            TVector updated = TLanes.MultiplyAdd(updateGate, TLanes.Subtract(previous, candidate), candidate);
            PartialVector.Store<TLanes, TVector>(updated, hidden, units);
            if (saves)
            {
                TLanes.Store(candidate, gates);
                TLanes.Store(resetGate, gates + length);
                TLanes.Store(updateGate, gates + (2 * length));
                TLanes.Store(recurrent, gates + (3 * length));
            }

            gates += gatePitch;
            previousHidden += previousPitch;
            hidden += hiddenPitch;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Differentiate<TLanes, TVector>(DifferentiateArguments* arguments)
        where TLanes : struct, IGateLanes<TVector>
        where TVector : struct
    {
        for (int vector = 0; vector < arguments->Vectors; vector++)
        {
            DifferentiateVector<TLanes, TVector>(arguments, vector);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void DifferentiateVector<TLanes, TVector>(DifferentiateArguments* arguments, nint vector)
        where TLanes : struct, IGateLanes<TVector>
        where TVector : struct
    {
        nint length = TLanes.Length, unit = vector * length, stride = arguments->GateStride;
        int units = arguments->Units - (int)unit;
        float* gates = arguments->Gates + (4 * unit);
        float* previousHidden = arguments->PreviousHidden + unit;
        float* outputGradient = arguments->OutputGradient == null ? null : arguments->OutputGradient + unit;
        float* hiddenGradient = arguments->HiddenGradient + unit;
        float* gateGradient = arguments->GateGradient + unit;
        nint gatePitch = arguments->GatePitch, previousPitch = arguments->PreviousHiddenPitch, hiddenPitch = arguments->HiddenPitch;
        nint statePitch = arguments->StateGradientPitch, gradientPitch = arguments->GateGradientPitch;
        for (int row = arguments->Rows; row > 0; row--)
        {
            TVector hidden = TLanes.Load(hiddenGradient);
            if (outputGradient != null)
            {
                hidden = TLanes.Add(hidden, PartialVector.Load<TLanes, TVector>(outputGradient, units));
                outputGradient += hiddenPitch;
            }

            TVector candidateGate = TLanes.Load(gates), resetGate = TLanes.Load(gates + length);
            TVector updateGate = TLanes.Load(gates + (2 * length)), recurrent = TLanes.Load(gates + (3 * length));
            TVector previous = PartialVector.Load<TLanes, TVector>(previousHidden, units);
            TVector kept = TLanes.Multiply(hidden, updateGate);
            TVector throughCandidate = TLanes.Subtract(hidden, kept);
            TVector candidate = TLanes.NegatedMultiplyAdd(TLanes.Multiply(throughCandidate, candidateGate), candidateGate, throughCandidate);
            TVector throughReset = TLanes.Multiply(candidate, resetGate);
            TVector reset = TLanes.Multiply(throughReset, recurrent);
            TVector update = TLanes.Multiply(kept, TLanes.Subtract(previous, candidateGate));
            TLanes.Store(kept, hiddenGradient);

            // σ' = σ − σ²; the gate itself is already a factor of each product.
            PartialVector.Store<TLanes, TVector>(candidate, gateGradient, units);
            PartialVector.Store<TLanes, TVector>(TLanes.NegatedMultiplyAdd(reset, resetGate, reset), gateGradient + stride, units);
            PartialVector.Store<TLanes, TVector>(TLanes.NegatedMultiplyAdd(update, updateGate, update), gateGradient + (2 * stride), units);
            PartialVector.Store<TLanes, TVector>(throughReset, gateGradient + (3 * stride), units);
            gates += gatePitch;
            previousHidden += previousPitch;
            hiddenGradient += statePitch;
            gateGradient += gradientPitch;
        }
    }
}

using System.Runtime.CompilerServices;

namespace Recurrent.Kernels.Unsafe.Sequences;

/// <summary>GRU, reset before the product: r, z = σ; n = tanh(x_n + R_n (r ⊙ h)); h = (1 − z) ⊙ n + z ⊙ h.</summary>
/// <remarks>
/// Panels hold one gate each, all of r before z before n: the candidate's product needs r of every unit. Backwards it is the other way round:
/// first n and z, then their product with R_n, then r.
/// </remarks>
internal static unsafe class GruResetBeforeGates
{
    private const int ResetGate = 0;
    private const int UpdateGate = 1;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Activate<TLanes, TVector>(ActivateArguments* arguments)
        where TLanes : struct, IGateLanes<TVector>
        where TVector : struct
    {
        for (int vector = 0; vector < arguments->Vectors; vector++)
        {
            switch (arguments->Gate)
            {
                case ResetGate:
                    ActivateReset<TLanes, TVector>(arguments, vector);
                    break;
                case UpdateGate:
                    ActivateUpdate<TLanes, TVector>(arguments, vector);
                    break;
                default:
                    ActivateCandidate<TLanes, TVector>(arguments, vector);
                    break;
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void ActivateReset<TLanes, TVector>(ActivateArguments* arguments, nint vector)
        where TLanes : struct, IGateLanes<TVector>
        where TVector : struct
    {
        nint unit = vector * TLanes.Length;
        int units = arguments->Units - (int)unit;
        float* products = arguments->Products + unit;
        float* gates = arguments->Gates == null ? null : arguments->Gates + unit;
        float* previousHidden = arguments->PreviousHidden + unit;
        float* resetHidden = arguments->ResetHidden + unit;
        TVector bias = TLanes.Load(arguments->Bias + unit);
        for (int row = arguments->Rows; row > 0; row--)
        {
            TVector resetGate = TLanes.Sigmoid(TLanes.Add(TLanes.Load(products), bias));
            TLanes.StoreFlushed(TLanes.Multiply(resetGate, PartialVector.Load<TLanes, TVector>(previousHidden, units)), resetHidden);
            if (gates != null)
            {
                TLanes.Store(resetGate, gates);
                gates += arguments->GatePitch;
            }

            products += arguments->ProductPitch;
            previousHidden += arguments->PreviousHiddenPitch;
            resetHidden += arguments->ResetHiddenPitch;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void ActivateUpdate<TLanes, TVector>(ActivateArguments* arguments, nint vector)
        where TLanes : struct, IGateLanes<TVector>
        where TVector : struct
    {
        nint unit = vector * TLanes.Length;
        float* products = arguments->Products + unit;
        float* updateGates = arguments->UpdateGates + unit;
        TVector bias = TLanes.Load(arguments->Bias + unit);
        for (int row = arguments->Rows; row > 0; row--)
        {
            TLanes.Store(TLanes.Sigmoid(TLanes.Add(TLanes.Load(products), bias)), updateGates);
            products += arguments->ProductPitch;
            updateGates += arguments->UpdateGatePitch;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void ActivateCandidate<TLanes, TVector>(ActivateArguments* arguments, nint vector)
        where TLanes : struct, IGateLanes<TVector>
        where TVector : struct
    {
        nint unit = vector * TLanes.Length;
        int units = arguments->Units - (int)unit;
        float* products = arguments->Products + unit;
        float* gates = arguments->Gates == null ? null : arguments->Gates + unit;
        float* updateGates = arguments->UpdateGates + unit;
        float* previousHidden = arguments->PreviousHidden + unit;
        float* hidden = arguments->Hidden + unit;
        TVector bias = TLanes.Load(arguments->Bias + unit);
        for (int row = arguments->Rows; row > 0; row--)
        {
            TVector candidate = TLanes.Tanh(TLanes.Add(TLanes.Load(products), bias));
            TVector previous = PartialVector.Load<TLanes, TVector>(previousHidden, units);
            TVector updated = TLanes.MultiplyAdd(TLanes.Load(updateGates), TLanes.Subtract(previous, candidate), candidate);
            PartialVector.Store<TLanes, TVector>(updated, hidden, units);
            if (gates != null)
            {
                TLanes.StoreFlushed(candidate, gates);
                gates += arguments->GatePitch;
            }

            products += arguments->ProductPitch;
            updateGates += arguments->UpdateGatePitch;
            previousHidden += arguments->PreviousHiddenPitch;
            hidden += arguments->HiddenPitch;
        }
    }

    /// <summary>∂n and ∂z; the gradient of the earlier state becomes z ⊙ ∂h.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Differentiate<TLanes, TVector>(DifferentiateArguments* arguments)
        where TLanes : struct, IGateLanes<TVector>
        where TVector : struct
    {
        nint savedStride = arguments->SavedGateStride, stride = arguments->GateStride;
        for (nint vector = 0; vector < arguments->Vectors; vector++)
        {
            nint unit = vector * TLanes.Length;
            int units = arguments->Units - (int)unit;
            float* gates = arguments->Gates + unit;
            float* previousHidden = arguments->PreviousHidden + unit;
            float* outputGradient = arguments->OutputGradient == null ? null : arguments->OutputGradient + unit;
            float* hiddenGradient = arguments->HiddenGradient + unit;
            float* gateGradient = arguments->GateGradient + unit;
            for (int row = arguments->Rows; row > 0; row--)
            {
                TVector hidden = TLanes.Load(hiddenGradient);
                if (outputGradient != null)
                {
                    hidden = TLanes.Add(hidden, PartialVector.Load<TLanes, TVector>(outputGradient, units));
                    outputGradient += arguments->HiddenPitch;
                }

                TVector updateGate = TLanes.Load(gates + savedStride), candidateGate = TLanes.Load(gates + (2 * savedStride));
                TVector previous = PartialVector.Load<TLanes, TVector>(previousHidden, units);
                TVector kept = TLanes.Multiply(hidden, updateGate);
                TVector throughCandidate = TLanes.Subtract(hidden, kept);
                TVector candidate = TLanes.NegatedMultiplyAdd(TLanes.Multiply(throughCandidate, candidateGate), candidateGate, throughCandidate);
                TVector update = TLanes.Multiply(kept, TLanes.Subtract(previous, candidateGate));
                TLanes.StoreFlushed(kept, hiddenGradient);

                // σ' = σ − σ²; the gate itself is already a factor of the product.
                PartialVector.Store<TLanes, TVector>(TLanes.NegatedMultiplyAdd(update, updateGate, update), gateGradient + stride, units);
                PartialVector.Store<TLanes, TVector>(candidate, gateGradient + (2 * stride), units);
                gates += arguments->GatePitch;
                previousHidden += arguments->PreviousHiddenPitch;
                hiddenGradient += arguments->StateGradientPitch;
                gateGradient += arguments->GateGradientPitch;
            }
        }
    }

    /// <summary>∂r from the gradient of r ⊙ h, whose other part goes to the earlier state.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void DifferentiateReset<TLanes, TVector>(DifferentiateArguments* arguments)
        where TLanes : struct, IGateLanes<TVector>
        where TVector : struct
    {
        for (nint vector = 0; vector < arguments->Vectors; vector++)
        {
            nint unit = vector * TLanes.Length;
            int units = arguments->Units - (int)unit;
            float* gates = arguments->Gates + unit;
            float* previousHidden = arguments->PreviousHidden + unit;
            float* resetHiddenGradient = arguments->ResetHiddenGradient + unit;
            float* hiddenGradient = arguments->HiddenGradient + unit;
            float* gateGradient = arguments->GateGradient + unit;
            for (int row = arguments->Rows; row > 0; row--)
            {
                TVector resetGate = TLanes.Load(gates);
                TVector throughReset = TLanes.Multiply(TLanes.Load(resetHiddenGradient), resetGate);
                TVector reset = TLanes.Multiply(throughReset, PartialVector.Load<TLanes, TVector>(previousHidden, units));
                TLanes.StoreFlushed(TLanes.Add(TLanes.Load(hiddenGradient), throughReset), hiddenGradient);
                PartialVector.Store<TLanes, TVector>(TLanes.NegatedMultiplyAdd(reset, resetGate, reset), gateGradient, units);
                gates += arguments->GatePitch;
                previousHidden += arguments->PreviousHiddenPitch;
                resetHiddenGradient += arguments->StateGradientPitch;
                hiddenGradient += arguments->StateGradientPitch;
                gateGradient += arguments->GateGradientPitch;
            }
        }
    }
}

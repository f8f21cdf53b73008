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
        float* products = arguments->Products;
        float* gates = arguments->Gates;
        float* previousHidden = arguments->PreviousHidden;
        float* hidden = arguments->Hidden;
        nint productPitch = arguments->ProductPitch, gatePitch = arguments->GatePitch, previousPitch = arguments->PreviousHiddenPitch, hiddenPitch = arguments->HiddenPitch;
        TVector candidateBias = TLanes.Load(arguments->Bias);
        TVector resetBias = TLanes.Load(arguments->Bias + length);
        TVector updateBias = TLanes.Load(arguments->Bias + (2 * length));
        TVector recurrentBias = TLanes.Load(arguments->Bias + (3 * length));
        for (int row = arguments->Rows; row > 0; row--)
        {
            TVector resetGate = TLanes.Sigmoid(TLanes.Add(TLanes.Load(products + length), resetBias));
            TVector updateGate = TLanes.Sigmoid(TLanes.Add(TLanes.Load(products + (2 * length)), updateBias));
            TVector recurrent = TLanes.Add(TLanes.Load(products + (3 * length)), recurrentBias);
            TVector candidate = TLanes.Tanh(TLanes.MultiplyAdd(resetGate, recurrent, TLanes.Add(TLanes.Load(products), candidateBias)));
            TVector previous = PartialVector.Load<TLanes, TVector>(previousHidden, units);
            TVector updated = TLanes.MultiplyAdd(updateGate, TLanes.Subtract(previous, candidate), candidate);
            PartialVector.Store<TLanes, TVector>(updated, hidden, units);
            if (gates != null)
            {
                TLanes.StoreFlushed(candidate, gates);
                TLanes.Store(resetGate, gates + length);
                TLanes.Store(updateGate, gates + (2 * length));
                TLanes.StoreFlushed(recurrent, gates + (3 * length));
                gates += gatePitch;
            }

            products += productPitch;
            previousHidden += previousPitch;
            hidden += hiddenPitch;
        }
    }

    /// <remarks>Row by row, since the vectors of a row lie side by side; meanwhile the row's values of the step before come closer.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Differentiate<TLanes, TVector>(DifferentiateArguments* arguments)
        where TLanes : struct, IGateLanes<TVector>
        where TVector : struct
    {
        nint length = TLanes.Length, stride = arguments->GateStride, end = arguments->Vectors * length;
        DifferentiateArguments* row = arguments;
        for (int count = arguments->Rows; count > 0; count--)
        {
            for (nint unit = 0; unit < end; unit += length)
            {
                int units = row->Units - (int)unit;
                float* gates = row->Gates + (unit * row->GateUnitStride);
                TVector hidden = TLanes.Load(row->HiddenGradient + unit);
                if (row->OutputGradient != null)
                {
                    hidden = TLanes.Add(hidden, PartialVector.Load<TLanes, TVector>(row->OutputGradient + unit, units));
                    CacheLine.Fetch(row->OutputGradient + unit + (row->EarlierRows * row->HiddenPitch));
                }

                float* earlier = gates + row->EarlierGates;
                CacheLine.Fetch(earlier);
                CacheLine.Fetch(earlier + length);
                CacheLine.Fetch(earlier + (2 * length));
                CacheLine.Fetch(earlier + (3 * length));
                CacheLine.Fetch(row->PreviousHidden + unit + (row->EarlierRows * row->PreviousHiddenPitch));
                TVector candidateGate = TLanes.Load(gates), resetGate = TLanes.Load(gates + length);
                TVector updateGate = TLanes.Load(gates + (2 * length)), recurrent = TLanes.Load(gates + (3 * length));
                TVector previous = PartialVector.Load<TLanes, TVector>(row->PreviousHidden + unit, units);
                TVector kept = TLanes.Multiply(hidden, updateGate);
                TVector throughCandidate = TLanes.Subtract(hidden, kept);
                TVector candidate = TLanes.NegatedMultiplyAdd(TLanes.Multiply(throughCandidate, candidateGate), candidateGate, throughCandidate);
                TVector throughReset = TLanes.Multiply(candidate, resetGate);
                TVector reset = TLanes.Multiply(throughReset, recurrent);
                TVector update = TLanes.Multiply(kept, TLanes.Subtract(previous, candidateGate));
                TLanes.StoreFlushed(kept, row->HiddenGradient + unit);

                // σ' = σ − σ²; the gate itself is already a factor of each product.
                float* gradient = row->GateGradient + unit;
                PartialVector.Store<TLanes, TVector>(candidate, gradient, units);
                PartialVector.Store<TLanes, TVector>(TLanes.NegatedMultiplyAdd(reset, resetGate, reset), gradient + stride, units);
                PartialVector.Store<TLanes, TVector>(TLanes.NegatedMultiplyAdd(update, updateGate, update), gradient + (2 * stride), units);
                PartialVector.Store<TLanes, TVector>(throughReset, gradient + (3 * stride), units);
            }

            row->NextRow();
        }
    }
}

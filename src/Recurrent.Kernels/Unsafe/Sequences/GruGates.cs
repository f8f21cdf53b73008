using System.Runtime.CompilerServices;

namespace Recurrent.Kernels.Unsafe.Sequences;

/// <summary>GRU, reset after the product: r, z = σ; n = tanh(x_n + r ⊙ h_n); h = (1 − z) ⊙ n + z ⊙ h.</summary>
/// <remarks>A panel holds x_n, r, z and h_n; n replaces x_n when saved.</remarks>
internal static unsafe class GruGates
{
    /// <remarks>Two passes over the rows, as <see cref="LstmGates"/> has; in between r and z stand where the gates are kept, or in place of their products.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Activate<TLanes, TVector>(ActivateArguments* arguments)
        where TLanes : struct, IGateLanes<TVector>
        where TVector : struct
    {
        OpenGates<TLanes, TVector>(arguments);
        UpdateHidden<TLanes, TVector>(arguments);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void OpenGates<TLanes, TVector>(ActivateArguments* arguments)
        where TLanes : struct, IGateLanes<TVector>
        where TVector : struct
    {
        nint length = TLanes.Length;
        float* products = arguments->Products;
        float* gates = arguments->Gates != null ? arguments->Gates : products;
        nint productPitch = arguments->ProductPitch, gatePitch = arguments->Gates != null ? arguments->GatePitch : productPitch;
        float* bias = arguments->Bias;
        nint biasPitch = arguments->BiasPitch;
        for (int row = arguments->Rows; row > 0; row--)
        {
            TLanes.Store(TLanes.Sigmoid(TLanes.Add(TLanes.Load(products + length), TLanes.Load(bias + length))), gates + length);
            TLanes.Store(TLanes.Sigmoid(TLanes.Add(TLanes.Load(products + (2 * length)), TLanes.Load(bias + (2 * length)))), gates + (2 * length));
            products += productPitch;
            gates += gatePitch;
            bias += biasPitch;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void UpdateHidden<TLanes, TVector>(ActivateArguments* arguments)
        where TLanes : struct, IGateLanes<TVector>
        where TVector : struct
    {
        nint length = TLanes.Length;
        bool keeps = arguments->Gates != null;
        int units = arguments->Units, unitStep = arguments->UnitStep;
        float* products = arguments->Products;
        float* gates = keeps ? arguments->Gates : products;
        float* previousHidden = arguments->PreviousHidden;
        float* hidden = arguments->Hidden;
        nint productPitch = arguments->ProductPitch, gatePitch = keeps ? arguments->GatePitch : productPitch;
        nint previousPitch = arguments->PreviousHiddenPitch, hiddenPitch = arguments->HiddenPitch;
        float* bias = arguments->Bias;
        nint biasPitch = arguments->BiasPitch;
        for (int row = arguments->Rows; row > 0; row--)
        {
            TVector recurrent = TLanes.Add(TLanes.Load(products + (3 * length)), TLanes.Load(bias + (3 * length)));
            TVector candidate = TLanes.Tanh(TLanes.MultiplyAdd(TLanes.Load(gates + length), recurrent, TLanes.Add(TLanes.Load(products), TLanes.Load(bias))));
            TVector previous = PartialVector.Load<TLanes, TVector>(previousHidden, units);
            TVector updated = TLanes.MultiplyAdd(TLanes.Load(gates + (2 * length)), TLanes.Subtract(previous, candidate), candidate);
            PartialVector.Store<TLanes, TVector>(updated, hidden, units);
            if (keeps)
            {
                TLanes.StoreFlushed(candidate, gates);
                TLanes.StoreFlushed(recurrent, gates + (3 * length));
            }

            products += productPitch;
            gates += gatePitch;
            bias += biasPitch;
            previousHidden += previousPitch;
            hidden += hiddenPitch;
            units -= unitStep;
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
                    CacheLine.Fetch(row->OutputGradient + unit + row->AheadHidden);
                }

                float* earlier = gates + row->AheadGates;
                CacheLine.Fetch(earlier);
                CacheLine.Fetch(earlier + length);
                CacheLine.Fetch(earlier + (2 * length));
                CacheLine.Fetch(earlier + (3 * length));
                CacheLine.Fetch(row->PreviousHidden + unit + row->AheadHidden);
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
                CacheLine.FetchFour(gradient + row->AheadGradient, stride);
                PartialVector.Store<TLanes, TVector>(candidate, gradient, units);
                PartialVector.Store<TLanes, TVector>(TLanes.NegatedMultiplyAdd(reset, resetGate, reset), gradient + stride, units);
                PartialVector.Store<TLanes, TVector>(TLanes.NegatedMultiplyAdd(update, updateGate, update), gradient + (2 * stride), units);
                PartialVector.Store<TLanes, TVector>(throughReset, gradient + (3 * stride), units);
            }

            row->NextRow();
        }
    }
}

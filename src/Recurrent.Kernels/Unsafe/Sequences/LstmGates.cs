using System.Runtime.CompilerServices;

namespace Recurrent.Kernels.Unsafe.Sequences;

/// <summary>LSTM: i, f, o = σ, g = tanh; c = f ⊙ c + i ⊙ g; h = o ⊙ tanh c.</summary>
internal static unsafe class LstmGates
{
    /// <remarks>
    /// Two passes over the rows: tanh c waits for the gates, and a processor looks ahead about as far as one row's equations are long, so that
    /// both at once would follow each other instead of overlapping with the next row's. In between o stands where the gates are kept, or in place of its product.
    /// </remarks>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Activate<TLanes, TVector>(ActivateArguments* arguments)
        where TLanes : struct, IGateLanes<TVector>
        where TVector : struct
    {
        UpdateCell<TLanes, TVector>(arguments);
        UpdateHidden<TLanes, TVector>(arguments);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void UpdateCell<TLanes, TVector>(ActivateArguments* arguments)
        where TLanes : struct, IGateLanes<TVector>
        where TVector : struct
    {
        nint length = TLanes.Length;
        bool keeps = arguments->Gates != null;
        float* products = arguments->Products;
        float* gates = keeps ? arguments->Gates : products;
        float* previousCell = arguments->PreviousCell;
        float* cell = arguments->Cell;
        nint productPitch = arguments->ProductPitch, gatePitch = keeps ? arguments->GatePitch : productPitch, cellPitch = arguments->CellPitch;
        float* bias = arguments->Bias;
        nint biasPitch = arguments->BiasPitch;
        for (int row = arguments->Rows; row > 0; row--)
        {
            TVector inputGate = TLanes.Sigmoid(TLanes.Add(TLanes.Load(products), TLanes.Load(bias)));
            TVector forgetGate = TLanes.Sigmoid(TLanes.Add(TLanes.Load(products + length), TLanes.Load(bias + length)));
            TVector candidate = TLanes.Tanh(TLanes.Add(TLanes.Load(products + (2 * length)), TLanes.Load(bias + (2 * length))));
            TVector outputGate = TLanes.Sigmoid(TLanes.Add(TLanes.Load(products + (3 * length)), TLanes.Load(bias + (3 * length))));
            TLanes.StoreFlushed(TLanes.MultiplyAdd(forgetGate, TLanes.Load(previousCell), TLanes.Multiply(inputGate, candidate)), cell);
            TLanes.Store(outputGate, gates + (3 * length));
            if (keeps)
            {
                TLanes.Store(inputGate, gates);
                TLanes.Store(forgetGate, gates + length);
                TLanes.StoreFlushed(candidate, gates + (2 * length));
            }

            products += productPitch;
            bias += biasPitch;
            gates += gatePitch;
            previousCell += cellPitch;
            cell += cellPitch;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void UpdateHidden<TLanes, TVector>(ActivateArguments* arguments)
        where TLanes : struct, IGateLanes<TVector>
        where TVector : struct
    {
        bool keeps = arguments->Gates != null;
        int units = arguments->Units, unitStep = arguments->UnitStep;
        float* outputGate = (keeps ? arguments->Gates : arguments->Products) + (3 * TLanes.Length);
        float* cell = arguments->Cell;
        float* tanhCell = arguments->TanhCell;
        float* hidden = arguments->Hidden;
        nint gatePitch = keeps ? arguments->GatePitch : arguments->ProductPitch, cellPitch = arguments->CellPitch, hiddenPitch = arguments->HiddenPitch;
        for (int row = arguments->Rows; row > 0; row--)
        {
            TVector squashed = TLanes.Tanh(TLanes.Load(cell));
            PartialVector.Store<TLanes, TVector>(TLanes.Multiply(TLanes.Load(outputGate), squashed), hidden, units);
            if (keeps)
            {
                TLanes.StoreFlushed(squashed, tanhCell);
                tanhCell += cellPitch;
            }

            outputGate += gatePitch;
            cell += cellPitch;
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
                CacheLine.Fetch(row->TanhCell + (unit * row->TanhCellStride) + row->AheadCell);
                CacheLine.Fetch(row->PreviousCell + (unit * row->PreviousCellStride) + row->AheadCell);
                TVector inputGate = TLanes.Load(gates), forgetGate = TLanes.Load(gates + length);
                TVector candidate = TLanes.Load(gates + (2 * length)), outputGate = TLanes.Load(gates + (3 * length));
                TVector squashed = TLanes.Load(row->TanhCell + (unit * row->TanhCellStride));
                TVector throughOutput = TLanes.Multiply(hidden, outputGate);
                TVector output = TLanes.Multiply(throughOutput, squashed);
                TVector throughTanh = TLanes.NegatedMultiplyAdd(TLanes.Multiply(throughOutput, squashed), squashed, throughOutput);
                TVector cell = TLanes.Add(TLanes.Load(row->CellGradient + unit), throughTanh);
                TVector throughInput = TLanes.Multiply(cell, inputGate);
                TVector throughForget = TLanes.Multiply(cell, forgetGate);
                TVector input = TLanes.Multiply(throughInput, candidate);
                TVector forget = TLanes.Multiply(throughForget, TLanes.Load(row->PreviousCell + (unit * row->PreviousCellStride)));
                TLanes.StoreFlushed(throughForget, row->CellGradient + unit);

                // σ' = σ − σ², tanh' = 1 − tanh²; the gate itself is already a factor of each product.
                float* gradient = row->GateGradient + unit;
                CacheLine.FetchFour(gradient + row->AheadGradient, stride);
                PartialVector.Store<TLanes, TVector>(TLanes.NegatedMultiplyAdd(input, inputGate, input), gradient, units);
                PartialVector.Store<TLanes, TVector>(TLanes.NegatedMultiplyAdd(forget, forgetGate, forget), gradient + stride, units);
                PartialVector.Store<TLanes, TVector>(TLanes.NegatedMultiplyAdd(input, candidate, throughInput), gradient + (2 * stride), units);
                PartialVector.Store<TLanes, TVector>(TLanes.NegatedMultiplyAdd(output, outputGate, output), gradient + (3 * stride), units);
            }

            row->NextRow();
        }
    }
}

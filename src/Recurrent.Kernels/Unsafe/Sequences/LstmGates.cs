using System.Runtime.CompilerServices;

namespace Recurrent.Kernels.Unsafe.Sequences;

/// <summary>LSTM: i, f, o = σ, g = tanh; c = f ⊙ c + i ⊙ g; h = o ⊙ tanh c.</summary>
internal static unsafe class LstmGates
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Activate<TLanes, TVector>(ActivateArguments* arguments)
        where TLanes : struct, IGateLanes<TVector>
        where TVector : struct
    {
        nint length = TLanes.Length;
        int units = arguments->Units;
        float* gates = arguments->Gates;
        float* previousCell = arguments->PreviousCell;
        float* cell = arguments->Cell;
        float* tanhCell = arguments->TanhCell;
        float* hidden = arguments->Hidden;
        nint gatePitch = arguments->GatePitch, cellPitch = arguments->CellPitch, hiddenPitch = arguments->HiddenPitch;
        bool saves = arguments->Saves;
        TVector inputBias = TLanes.Load(arguments->Bias);
        TVector forgetBias = TLanes.Load(arguments->Bias + length);
        TVector candidateBias = TLanes.Load(arguments->Bias + (2 * length));
        TVector outputBias = TLanes.Load(arguments->Bias + (3 * length));
        for (int row = arguments->Rows; row > 0; row--)
        {
            TVector inputGate = TLanes.Sigmoid(TLanes.Add(TLanes.Load(gates), inputBias));
            TVector forgetGate = TLanes.Sigmoid(TLanes.Add(TLanes.Load(gates + length), forgetBias));
            TVector candidate = TLanes.Tanh(TLanes.Add(TLanes.Load(gates + (2 * length)), candidateBias));
            TVector outputGate = TLanes.Sigmoid(TLanes.Add(TLanes.Load(gates + (3 * length)), outputBias));
            TVector newCell = TLanes.MultiplyAdd(forgetGate, TLanes.Load(previousCell), TLanes.Multiply(inputGate, candidate));
            TVector squashed = TLanes.Tanh(newCell);
            TLanes.Store(newCell, cell);
            PartialVector.Store<TLanes, TVector>(TLanes.Multiply(outputGate, squashed), hidden, units);
            if (saves)
            {
                TLanes.Store(inputGate, gates);
                TLanes.Store(forgetGate, gates + length);
                TLanes.Store(candidate, gates + (2 * length));
                TLanes.Store(outputGate, gates + (3 * length));
                TLanes.Store(squashed, tanhCell);
                tanhCell += cellPitch;
            }

            gates += gatePitch;
            previousCell += cellPitch;
            cell += cellPitch;
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
        float* previousCell = arguments->PreviousCell + unit;
        float* tanhCell = arguments->TanhCell + unit;
        float* outputGradient = arguments->OutputGradient == null ? null : arguments->OutputGradient + unit;
        float* hiddenGradient = arguments->HiddenGradient + unit;
        float* cellGradient = arguments->CellGradient + unit;
        float* gateGradient = arguments->GateGradient + unit;
        nint gatePitch = arguments->GatePitch, cellPitch = arguments->CellPitch, hiddenPitch = arguments->HiddenPitch;
        nint statePitch = arguments->StateGradientPitch, gradientPitch = arguments->GateGradientPitch;
        for (int row = arguments->Rows; row > 0; row--)
        {
            TVector hidden = TLanes.Load(hiddenGradient);
            if (outputGradient != null)
            {
                hidden = TLanes.Add(hidden, PartialVector.Load<TLanes, TVector>(outputGradient, units));
                outputGradient += hiddenPitch;
            }

            TVector inputGate = TLanes.Load(gates), forgetGate = TLanes.Load(gates + length);
            TVector candidate = TLanes.Load(gates + (2 * length)), outputGate = TLanes.Load(gates + (3 * length));
            TVector squashed = TLanes.Load(tanhCell);
            TVector throughOutput = TLanes.Multiply(hidden, outputGate);
            TVector output = TLanes.Multiply(throughOutput, squashed);
            TVector cell = TLanes.Add(TLanes.Load(cellGradient), TLanes.NegatedMultiplyAdd(TLanes.Multiply(throughOutput, squashed), squashed, throughOutput));
            TVector throughInput = TLanes.Multiply(cell, inputGate);
            TVector throughForget = TLanes.Multiply(cell, forgetGate);
            TVector input = TLanes.Multiply(throughInput, candidate);
            TVector forget = TLanes.Multiply(throughForget, TLanes.Load(previousCell));
            TLanes.Store(throughForget, cellGradient);

            // σ' = σ − σ², tanh' = 1 − tanh²; the gate itself is already a factor of each product.
            PartialVector.Store<TLanes, TVector>(TLanes.NegatedMultiplyAdd(input, inputGate, input), gateGradient, units);
            PartialVector.Store<TLanes, TVector>(TLanes.NegatedMultiplyAdd(forget, forgetGate, forget), gateGradient + stride, units);
            PartialVector.Store<TLanes, TVector>(TLanes.NegatedMultiplyAdd(input, candidate, throughInput), gateGradient + (2 * stride), units);
            PartialVector.Store<TLanes, TVector>(TLanes.NegatedMultiplyAdd(output, outputGate, output), gateGradient + (3 * stride), units);
            gates += gatePitch;
            previousCell += cellPitch;
            tanhCell += cellPitch;
            hiddenGradient += statePitch;
            cellGradient += statePitch;
            gateGradient += gradientPitch;
        }
    }
}

using System.Runtime.CompilerServices;

namespace Recurrent.Kernels.Unsafe.Sequences;

/// <summary>Simple RNN: h = f(W x + R h + b).</summary>
internal static unsafe class RnnGates
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Activate<TActivation, TLanes, TVector>(ActivateArguments* arguments)
        where TActivation : struct, IRnnActivation
        where TLanes : struct, IGateLanes<TVector>
        where TVector : struct
    {
        nint length = TLanes.Length;
        for (nint vector = 0; vector < arguments->Vectors; vector++)
        {
            nint unit = vector * length;
            int units = arguments->Units - (int)unit;
            float* gates = arguments->Gates + unit;
            float* hidden = arguments->Hidden + unit;
            nint gatePitch = arguments->GatePitch, hiddenPitch = arguments->HiddenPitch;
            TVector bias = TLanes.Load(arguments->Bias + unit);
            for (int row = arguments->Rows; row > 0; row--)
            {
                PartialVector.Store<TLanes, TVector>(TActivation.Invoke<TLanes, TVector>(TLanes.Add(TLanes.Load(gates), bias)), hidden, units);
                gates += gatePitch;
                hidden += hiddenPitch;
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Differentiate<TActivation, TLanes, TVector>(DifferentiateArguments* arguments)
        where TActivation : struct, IRnnActivation
        where TLanes : struct, IGateLanes<TVector>
        where TVector : struct
    {
        nint length = TLanes.Length;
        for (nint vector = 0; vector < arguments->Vectors; vector++)
        {
            nint unit = vector * length;
            int units = arguments->Units - (int)unit;
            float* hidden = arguments->Hidden + unit;
            float* outputGradient = arguments->OutputGradient == null ? null : arguments->OutputGradient + unit;
            float* hiddenGradient = arguments->HiddenGradient + unit;
            float* gateGradient = arguments->GateGradient + unit;
            nint hiddenPitch = arguments->HiddenPitch;
            nint statePitch = arguments->StateGradientPitch, gradientPitch = arguments->GateGradientPitch;
            for (int row = arguments->Rows; row > 0; row--)
            {
                TVector gradient = TLanes.Load(hiddenGradient);
                if (outputGradient != null)
                {
                    gradient = TLanes.Add(gradient, PartialVector.Load<TLanes, TVector>(outputGradient, units));
                    outputGradient += hiddenPitch;
                }

                TVector activated = PartialVector.Load<TLanes, TVector>(hidden, units);
                PartialVector.Store<TLanes, TVector>(TActivation.Gradient<TLanes, TVector>(activated, gradient), gateGradient, units);
                hidden += hiddenPitch;
                hiddenGradient += statePitch;
                gateGradient += gradientPitch;
            }
        }
    }
}

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
            float* products = arguments->Products + unit;
            float* hidden = arguments->Hidden + unit;
            nint productPitch = arguments->ProductPitch, hiddenPitch = arguments->HiddenPitch;
            TVector bias = TLanes.Load(arguments->Bias + unit);
            for (int row = arguments->Rows; row > 0; row--)
            {
                PartialVector.Store<TLanes, TVector>(TActivation.Invoke<TLanes, TVector>(TLanes.Add(TLanes.Load(products), bias)), hidden, units);
                products += productPitch;
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
        nint length = TLanes.Length, end = arguments->Vectors * length;
        DifferentiateArguments* row = arguments;
        for (int count = arguments->Rows; count > 0; count--)
        {
            for (nint unit = 0; unit < end; unit += length)
            {
                int units = row->Units - (int)unit;
                TVector gradient = TLanes.Load(row->HiddenGradient + unit);
                if (row->OutputGradient != null)
                {
                    gradient = TLanes.Add(gradient, PartialVector.Load<TLanes, TVector>(row->OutputGradient + unit, units));
                    CacheLine.Fetch(row->OutputGradient + unit + row->AheadHidden);
                }

                CacheLine.Fetch(row->Hidden + unit + row->AheadHidden);
                TVector activated = PartialVector.Load<TLanes, TVector>(row->Hidden + unit, units);
                CacheLine.Fetch(row->GateGradient + unit + row->AheadGradient);
                PartialVector.Store<TLanes, TVector>(TActivation.Gradient<TLanes, TVector>(activated, gradient), row->GateGradient + unit, units);
            }

            row->NextRow();
        }
    }
}

using MathNet.Numerics.IntegralTransforms;

namespace Recurrent.TimeSeries.Signals.Features;

/// <summary>|X_k|² of a real frame, X_k = Σ_n x_n e^{−2πi kn/N}.</summary>
internal static class PowerSpectrum
{
    /// <summary>Computes the spectrum.</summary>
    /// <param name="frame">N samples and two places behind them that the transform uses; overwritten. [N + 2], N a power of two.</param>
    /// <param name="power">[N/2 + 1]</param>
    public static void Compute(float[] frame, Span<float> power)
    {
        Fourier.ForwardReal(frame, frame.Length - 2, FourierOptions.NoScaling);
        for (var k = 0; k < power.Length; k++) power[k] = (frame[2 * k] * frame[2 * k]) + (frame[(2 * k) + 1] * frame[(2 * k) + 1]);
    }
}

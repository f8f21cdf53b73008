using Recurrent.TimeSeries.Finance.Prices;

namespace Recurrent.TimeSeries.Finance.Models;

/// <summary>A fitted heterogeneous autoregression.</summary>
internal sealed record FittedHar(HarMemory Memory, double[] Weights, double HalfVariance, double Scale, double MeanSquare) : IFittedVolatility
{
    /// <summary>A line can cross 0, a variance cannot: forecasts stop at a hundredth of the mean.</summary>
    private const double LowestShare = 0.01;

    public IVarianceForecaster Open() => new Forecaster(this, Memory.Fresh());

    public static double Predict(double[] weights, double[] features) =>
        weights[0] + (weights[1] * features[0]) + (weights[2] * features[1]) + (weights[3] * features[2]);

    private sealed class Forecaster(FittedHar fitted, HarMemory memory) : IVarianceForecaster
    {
        public double Variance { get; private set; } = fitted.MeanSquare;

        public void Push(in PriceBar bar)
        {
            memory.Push(bar);
            if (!memory.IsFull) return;
            var value = Predict(fitted.Weights, memory.Features());
            if (memory.Form == HarForm.Logs) value = Math.Exp(value + fitted.HalfVariance);
            Variance = Math.Max(LowestShare * fitted.MeanSquare, fitted.Scale * value);
        }
    }
}

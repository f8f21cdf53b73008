using Recurrent.TimeSeries.Finance.Prices;

namespace Recurrent.TimeSeries.Finance.Models;

/// <summary>A fitted recursion of the variance.</summary>
internal sealed record RecursiveVariance(VarianceRecursion Recursion) : IFittedVolatility
{
    public IVarianceForecaster Open() => new Forecaster(Recursion);

    private sealed class Forecaster(VarianceRecursion recursion) : IVarianceForecaster
    {
        private double _close = double.NaN;

        public double Variance { get; private set; } = recursion.Start;

        public void Push(in PriceBar bar)
        {
            if (!double.IsNaN(_close)) Variance = recursion.Next(Variance, bar.Return(_close));
            _close = bar.Close;
        }
    }
}

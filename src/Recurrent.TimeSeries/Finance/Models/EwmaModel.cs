using Recurrent.TimeSeries.Finance.Prices;

namespace Recurrent.TimeSeries.Finance.Models;

/// <summary>Exponentially weighted mean of squared returns: <c>h = λ h + (1 − λ) r²</c> (RiskMetrics, 1996).</summary>
/// <param name="Decay">λ, above 0 and below 1; 0.94 is the custom for days.</param>
public sealed record EwmaModel(double Decay = 0.94) : IVolatilityModel
{
    /// <inheritdoc/>
    public string Name => "ewma";

    /// <inheritdoc/>
    public IFittedVolatility Fit(PriceTable history, CancellationToken cancellationToken = default) =>
        new RecursiveVariance(new VarianceRecursion(0, 1 - Decay, Decay, ReturnMoments.MeanSquare(history)));
}

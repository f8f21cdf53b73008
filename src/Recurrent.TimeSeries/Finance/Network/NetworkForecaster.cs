using Recurrent.Layers.Sequence;
using Recurrent.TimeSeries.Finance.Models;
using Recurrent.TimeSeries.Finance.Prices;

namespace Recurrent.TimeSeries.Finance.Network;

/// <summary>An ensemble that reads a series day by day; its log variances and its log odds are averaged.</summary>
internal sealed class NetworkForecaster : IVarianceForecaster
{
    /// <summary>Beyond e^±14 times the mean variance a straight path runs on where no day has been.</summary>
    private const double Furthest = 14;

    private readonly NetworkFit _fit;
    private readonly VolatilityFeatures _features;
    private readonly SequenceStream[] _streams;
    private readonly float[] _input;

    public NetworkForecaster(NetworkFit fit)
    {
        _fit = fit;
        _features = new VolatilityFeatures(fit.Scale);
        _streams = [.. fit.Networks.Select(static network => network.OpenStream())];
        (_input, Variance, UpProbability) = (new float[_features.Count], fit.Scale.Variance, 0.5);
    }

    public double Variance { get; private set; }

    /// <summary>Probability that the next day rises.</summary>
    public double UpProbability { get; private set; }

    public void Push(in PriceBar bar)
    {
        _features.Push(bar);
        _features.Fill(_input);
        var (logVariance, logOdds) = (0.0, 0.0);
        for (var member = 0; member < _streams.Length; member++)
        {
            var state = _streams[member].Step(_input);
            logVariance += _fit.Networks[member].LogVariance(state, _input);
            logOdds += _fit.Networks[member].LogOdds(state, _input);
        }
        Variance = _fit.Scale.Variance * Math.Exp(Math.Clamp(logVariance / _streams.Length, -Furthest, Furthest));
        UpProbability = 1 / (1 + Math.Exp(-logOdds / _streams.Length));
    }
}

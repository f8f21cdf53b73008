using Recurrent.TimeSeries.Finance.Network;
using Recurrent.TimeSeries.Finance.Prices;
using Recurrent.TimeSeries.Finance.WalkForward;

namespace Recurrent.TimeSeries.Finance;

/// <summary>One market read close by close: after each there is a forecast for the next trading day. Not thread-safe; open one for each series.</summary>
/// <remarks>
/// A day is forecast by the last fit that learnt only from days before it, so that a stream over old prices repeats the walk forward of the
/// training. Days up to the first fit's last one are in-sample.
/// </remarks>
public sealed class VolatilityStream
{
    private readonly VolatilityState _state;
    private readonly NetworkForecaster[] _forecasters;
    private ResidualPool _pool;
    private PriceBar? _last;
    private int _fit;

    internal VolatilityStream(VolatilityState state)
    {
        _state = state;
        _forecasters = [.. state.Fits.Select(static fit => fit.Networks.OpenNetworks())];
        _pool = new ResidualPool(state.Settings.ResidualWindow, state.Fits[0].Residuals);
    }

    /// <summary>Days read.</summary>
    public int Days { get; private set; }

    /// <summary>Reads the prices of a day and forecasts the next.</summary>
    /// <param name="bar">The day behind the last one read; with open, high and low if the model learnt from them.</param>
    /// <returns>The forecast for the next trading day, a weekday unless the training prices had weekends; holidays are not known.</returns>
    /// <exception cref="ArgumentException">The date does not grow, a price cannot be, or the range is missing; the stream is as before.</exception>
    public DayForecast Push(in PriceBar bar)
    {
        Check(bar);
        var current = _state.Fits[_fit];
        if (_last is { } last && bar.Date > current.LearntThrough) _pool.Add(bar.Return(last.Close) / Math.Sqrt(_forecasters[_fit].Variance));
        for (var index = _fit; index < _forecasters.Length; index++) _forecasters[index].Push(bar);
        (_last, Days) = (bar, Days + 1);
        TakeLatestFit(bar.Date);
        var forecast = _pool.Forecast(TradingCalendar.Next(bar.Date, _state.Settings.HasWeekends), _forecasters[_fit].Variance);
        return forecast with { UpProbability = _forecasters[_fit].UpProbability };
    }

    private void TakeLatestFit(DateOnly today)
    {
        var before = _fit;
        while (_fit + 1 < _state.Fits.Length && _state.Fits[_fit + 1].LearntThrough <= today) _fit++;
        if (_fit != before) _pool = new ResidualPool(_state.Settings.ResidualWindow, _state.Fits[_fit].Residuals);
    }

    private void Check(in PriceBar bar)
    {
        if (PriceRules.Broken(bar) is { } broken) throw new ArgumentException($"Received {broken} on {bar.Date:yyyy-MM-dd}.", nameof(bar));
        if (_last is { } last && bar.Date <= last.Date)
            throw new ArgumentException($"Received {bar.Date:yyyy-MM-dd} behind {last.Date:yyyy-MM-dd}; expected growing dates.", nameof(bar));
        if (_state.Architecture.HasRange && !bar.HasRange)
            throw new ArgumentException($"Received only the close of {bar.Date:yyyy-MM-dd}; the model learnt from open, high and low too.", nameof(bar));
    }
}

using Recurrent.TimeSeries.Metrics;

namespace Recurrent.TimeSeries.Forecasting;

/// <summary>Collects the errors of one method: first over the origins of a series, then over series.</summary>
internal sealed class ScoreSums
{
    private double _mase;
    private double _maseCount;
    private double _sMape;
    private double _rmse;
    private double _mae;
    private double _count;
    private double _quantileLoss;
    private double _size;
    private double _crps;
    private double? _inside80;
    private double? _inside90;

    /// <summary>Adds the errors of a point forecast.</summary>
    public void AddPoint(ForecastCase one, ReadOnlySpan<double> point, int period)
    {
        var scale = Mase.Scale(one.Past, one.Past.Length > period ? period : 1);
        point = one.Scored(point);
        var error = Mae.Of(one.Actual, point);
        if (scale > 0) (_mase, _maseCount) = (_mase + (error / scale), _maseCount + 1);
        _sMape += SMape.Of(one.Actual, point);
        _rmse += Rmse.Of(one.Actual, point);
        _mae += error;
        _count++;
    }

    /// <summary>Adds the quantile loss, the mean over levels.</summary>
    public void AddQuantiles(ForecastCase one, double[][] forecasts, double[] levels)
    {
        for (var index = 0; index < levels.Length; index++)
            _quantileLoss += 2 * WeightedQuantileLoss.Sum(one.Actual, one.Scored(forecasts[index]), levels[index]) / levels.Length;
        foreach (var value in one.Actual) _size += Math.Abs(value);
    }

    /// <summary>Adds the distance of the whole distribution.</summary>
    public void AddCrps(ForecastCase one, IReadOnlyList<double[]> forecasts, double[] levels) =>
        _crps += Crps.Of(one.Actual, [.. forecasts.Select(forecast => one.Scored(forecast).ToArray())], levels);

    /// <summary>Adds the coverage of the intervals the levels span.</summary>
    public void AddCoverage(ForecastCase one, double[] levels)
    {
        _inside80 = Add(_inside80, one, levels, 80);
        _inside90 = Add(_inside90, one, levels, 90);
    }

    /// <summary>Adds another method's sums (of a series) as one item: every series weighs the same, but quantile losses are pooled.</summary>
    public void AddSeries(ScoreSums series)
    {
        if (series._count == 0) return;
        if (series._maseCount > 0) (_mase, _maseCount) = (_mase + (series._mase / series._maseCount), _maseCount + 1);
        _sMape += series._sMape / series._count;
        _rmse += series._rmse / series._count;
        _mae += series._mae / series._count;
        _crps += series._crps / series._count;
        _count++;
        (_quantileLoss, _size) = (_quantileLoss + series._quantileLoss, _size + series._size);
        if (series._inside80 is { } inside80) _inside80 = (_inside80 ?? 0) + (inside80 / series._count);
        if (series._inside90 is { } inside90) _inside90 = (_inside90 ?? 0) + (inside90 / series._count);
    }

    public ForecastScores ToScores(string method, ScoreSums naive2)
    {
        var (mase, sMape) = (_mase / _maseCount, _sMape / _count);
        var (referenceMase, referenceSMape) = (naive2._mase / naive2._maseCount, naive2._sMape / naive2._count);
        var owa = referenceMase > 0 && referenceSMape > 0 ? Owa.Of(sMape, mase, referenceSMape, referenceMase) : double.NaN;
        var loss = _quantileLoss == 0 ? 0 : _quantileLoss / _size;
        return new ForecastScores(method, mase, sMape, _rmse / _count, _mae / _count, loss, _inside80 / _count, _inside90 / _count, owa, _crps / _count);
    }

    private static double? Add(double? sum, ForecastCase one, double[] levels, double percent)
    {
        var tail = 0.5 - (percent / 200);
        if (levels[0] > tail + 1e-9 || levels[^1] < 1 - tail - 1e-9) return null;
        var bounds = one.Forecast.Interval(percent);
        return (sum ?? 0) + Coverage.Of(one.Actual, one.Scored([.. bounds.Lower]), one.Scored([.. bounds.Upper]));
    }
}

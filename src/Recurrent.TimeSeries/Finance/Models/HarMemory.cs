using Recurrent.TimeSeries.Finance.Prices;

namespace Recurrent.TimeSeries.Finance.Models;

/// <summary>The variances of the last 22 days and their means.</summary>
internal sealed class HarMemory(HarForm form, bool isRanged, double floor)
{
    private const int Week = 5;
    private const int Month = 22;
    private readonly double[] _days = new double[Month];
    private double _close = double.NaN;
    private int _count;

    public bool IsRanged => isRanged;

    public bool IsFull => _count >= Month;

    /// <summary>What the last day had, in the units of the regression.</summary>
    public double Last => Unit(_days[(_count - 1) % Month]);

    public HarForm Form => form;

    public HarMemory Fresh() => new(form, isRanged, floor);

    public void Push(in PriceBar bar)
    {
        if (!double.IsNaN(_close))
        {
            var move = bar.Return(_close);
            _days[_count++ % Month] = isRanged ? bar.RangeVariance(_close) : move * move;
        }
        _close = bar.Close;
    }

    public double[] Features() => [Last, Unit(Mean(Week)), Unit(Mean(Month))];

    private double Mean(int days)
    {
        var sum = 0.0;
        for (var back = 1; back <= days; back++) sum += _days[(_count - back) % Month];
        return sum / days;
    }

    private double Unit(double variance) => form == HarForm.Logs ? Math.Log(Math.Max(floor, variance)) : variance;
}

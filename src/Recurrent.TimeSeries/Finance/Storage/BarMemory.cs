using Recurrent.TimeSeries.Finance.Prices;

namespace Recurrent.TimeSeries.Finance.Storage;

/// <summary>Prices of a day in <c>memory.json</c>.</summary>
internal sealed record BarMemory
{
    public required DateOnly Date { get; init; }

    /// <summary>Null when only closes are known, as are the next two.</summary>
    public double? Open { get; init; }

    public double? High { get; init; }

    public double? Low { get; init; }

    public required double Close { get; init; }

    public static BarMemory Of(PriceBar bar) => bar.HasRange
        ? new BarMemory { Date = bar.Date, Open = bar.Open, High = bar.High, Low = bar.Low, Close = bar.Close }
        : new BarMemory { Date = bar.Date, Close = bar.Close };

    public PriceBar ToBar() => new(Date, Close) { Open = Open ?? double.NaN, High = High ?? double.NaN, Low = Low ?? double.NaN };
}

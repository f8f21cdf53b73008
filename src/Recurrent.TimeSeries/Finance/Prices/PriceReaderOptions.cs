namespace Recurrent.TimeSeries.Finance.Prices;

/// <summary>Which column is what; everything is found from the file when it is not named.</summary>
public sealed record PriceReaderOptions
{
    /// <summary>Column with dates; null takes the first whose fields are dates.</summary>
    public string? DateColumn { get; init; }

    /// <summary>Column with closing prices; null takes the one called <c>close</c>, or the only one beside the date.</summary>
    public string? CloseColumn { get; init; }

    /// <summary>Whether open, high and low are left out though the file has them.</summary>
    public bool ClosesOnly { get; init; }

    /// <summary>.NET pattern of the dates such as <c>dd/MM/yyyy</c>; null finds it.</summary>
    public string? DatePattern { get; init; }
}

using Recurrent.Cli.Runs;

namespace Recurrent.Cli.Presentation;

/// <summary>Series in words.</summary>
internal static class DataText
{
    /// <summary>The size of the data in one sentence.</summary>
    public static string Facts(ForecastRequest request)
    {
        var data = request.Data;
        var (shortest, longest) = (data.Min(one => one.Length), data.Max(one => one.Length));
        var lengths = shortest == longest ? NumberText.Count(shortest) : $"{NumberText.Count(shortest)} to {NumberText.Count(longest)}";
        var series = data.Count == 1 ? "1 series" : $"{NumberText.Count(data.Count)} series";
        return $"{request.DataName}: {series} of {lengths} values, {data.Frequency.Name}, {data[0].Times.Text(0)} to {data[0].Times.Text(data[0].Length - 1)}"
            + (data.Count == 1 ? "" : $" (series '{data[0].Id}')")
            + (request.TestName is { } test ? $"; the last {request.Options.Horizon} values of each are those of {test}." : ".");
    }
}

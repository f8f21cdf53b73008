using System.Globalization;
using Recurrent.Cli.Configuration;
using Recurrent.TimeSeries;
using Recurrent.Training.Data;

namespace Recurrent.Cli.Runs;

/// <summary>The horizon that belongs to a test file: its length.</summary>
internal static class TestHorizon
{
    /// <summary>Takes the length of the test series, which must be one for all and the one the user named.</summary>
    /// <exception cref="DataFormatException">The lengths differ from one another or from the horizon.</exception>
    public static HorizonChoice? Choose(SeriesCollection test, ForecastSettings settings, string file)
    {
        var wanted = settings.HasHorizon ? settings.Options.Horizon : test[0].Length;
        if (test.FirstOrDefault(one => one.Length != wanted) is { } other)
            throw new DataFormatException
            {
                File = file,
                Found = string.Create(CultureInfo.InvariantCulture, $"{other.Length} values of series '{other.Id}'"),
                Expected = string.Create(CultureInfo.InvariantCulture, $"{wanted} values of every series, {(settings.HasHorizon ? "the horizon" : "as many as of the first")}"),
                Fix = "Give as many values of each series as are forecast, or change --horizon",
            };
        return settings.HasHorizon ? null : new HorizonChoice(wanted, "length of the test file");
    }
}

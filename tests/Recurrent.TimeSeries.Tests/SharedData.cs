namespace Recurrent.TimeSeries.Tests;

/// <summary>Finds the data sets kept beside the repository; tests skip when they are absent.</summary>
internal static class SharedData
{
    public static string Forecasting(string file) => Find(Path.Combine("shared", "data", "time-series-forecasting", file));

    public static string Anomalies(string folder) => Find(Path.Combine("shared", "data", "anomaly-detection", folder));

    public static string Prices(string file) => Find(Path.Combine("shared", "data", "financial", file));

    public static string Signals(string folder) => Find(Path.Combine("shared", "data", "signal-processing", folder));

    private static string Find(string relative)
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var path = Path.Combine(folder.FullName, relative);
            if (Path.Exists(path)) return path;
        }
        Assert.Skip($"The data {relative} are not beside the repository.");
        return "";
    }
}

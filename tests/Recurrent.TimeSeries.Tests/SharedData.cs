namespace Recurrent.TimeSeries.Tests;

/// <summary>Finds the data sets kept beside the repository; tests skip when they are absent.</summary>
internal static class SharedData
{
    public static string Forecasting(string file)
    {
        var relative = Path.Combine("shared", "data", "time-series-forecasting", file);
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var path = Path.Combine(folder.FullName, relative);
            if (File.Exists(path)) return path;
        }
        Assert.Skip($"The data file {relative} is not beside the repository.");
        return "";
    }
}

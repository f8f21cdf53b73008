namespace Recurrent.TimeSeries.Tests.Forecasting;

/// <summary>A folder that is gone after the test.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("forecast-");

    /// <summary>A path inside, not yet there.</summary>
    public string Path => System.IO.Path.Combine(_folder.FullName, "content");

    public void Dispose() => _folder.Delete(recursive: true);
}

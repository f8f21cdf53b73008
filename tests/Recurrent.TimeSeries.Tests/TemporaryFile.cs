using System.Text;

namespace Recurrent.TimeSeries.Tests;

internal sealed class TemporaryFile : IDisposable
{
    public TemporaryFile(string text)
        : this(Encoding.UTF8.GetBytes(text))
    {
    }

    public TemporaryFile(byte[] bytes) => File.WriteAllBytes(Path, bytes);

    public string Path { get; } = System.IO.Path.Combine(System.IO.Path.GetTempPath(), $"series-{Guid.NewGuid():N}.csv");

    public void Dispose() => File.Delete(Path);
}

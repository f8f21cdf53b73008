namespace Recurrent.MLNet.Interior;

/// <summary>A folder for as long as a model is read or written.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("recurrent-").FullName;

    public void Dispose() => Directory.Delete(Path, recursive: true);
}

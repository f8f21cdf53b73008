namespace Recurrent.Testing;

/// <summary>An empty folder for one test, gone afterwards.</summary>
public sealed class TestFolder : IDisposable
{
    /// <summary>Its full path.</summary>
    public string Path { get; } = Directory.CreateTempSubdirectory("recurrent-").FullName;

    /// <summary>A path inside.</summary>
    /// <param name="name">Name of a file or folder, which need not be there.</param>
    public string this[string name] => System.IO.Path.Combine(Path, name);

    /// <inheritdoc/>
    public void Dispose() => Directory.Delete(Path, recursive: true);
}

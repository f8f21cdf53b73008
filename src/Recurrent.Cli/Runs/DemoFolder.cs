namespace Recurrent.Cli.Runs;

/// <summary>The folder of the demonstration, which replaces its own earlier output and nothing else.</summary>
internal static class DemoFolder
{
    private static readonly string[] Own = ["air-passengers", "sunspots", "report.html"];

    /// <summary>Takes the folder for a new demonstration.</summary>
    /// <exception cref="UsageException">It holds something a demonstration did not write.</exception>
    public static OutputFolder Take(string path)
    {
        if (Directory.Exists(path) && Directory.EnumerateFileSystemEntries(path).Select(Path.GetFileName).Except(Own).FirstOrDefault() is { } foreign)
            throw new UsageException($"--out: '{path}' holds '{foreign}', which is not of a demonstration; name a new folder.");
        return OutputFolder.Named(path, force: true, resume: false);
    }
}

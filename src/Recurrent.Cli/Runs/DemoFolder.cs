namespace Recurrent.Cli.Runs;

/// <summary>The folder of a demonstration, which replaces its own earlier output and nothing else.</summary>
internal static class DemoFolder
{
    private const string Report = "report.html";

    /// <summary>Takes the folder for a new demonstration.</summary>
    /// <param name="path">The folder.</param>
    /// <param name="own">Names in it, beside the report, that the demonstration writes.</param>
    /// <exception cref="UsageException">It holds something the demonstration did not write.</exception>
    public static OutputFolder Take(string path, params IReadOnlyList<string> own)
    {
        if (Directory.Exists(path) && Directory.EnumerateFileSystemEntries(path).Select(Path.GetFileName).Except([.. own, Report]).FirstOrDefault() is { } foreign)
            throw new UsageException($"--out: '{path}' holds '{foreign}', which is not of a demonstration; name a new folder.");
        return OutputFolder.Named(path, force: true, resume: false);
    }
}

namespace Recurrent.Cli.Runs;

/// <summary>Finds out before hours of training whether a folder can be made and filled, by making and removing a file where it would be.</summary>
internal static class WritableFolder
{
    /// <param name="path">The folder; it need not exist.</param>
    /// <param name="option">Who named it.</param>
    /// <exception cref="UsageException">It cannot be written.</exception>
    public static void Check(string path, string option)
    {
        var existing = Path.GetFullPath(path);
        while (!Directory.Exists(existing))
        {
            if (File.Exists(existing)) throw new UsageException($"{option}: '{existing}' is a file, so no folder can be made {(existing == Path.GetFullPath(path) ? "there" : "in it")}; name another folder.");
            existing = Path.GetDirectoryName(existing)!;
        }
        try
        {
            var probe = Path.Combine(existing, $".rnn-{Environment.ProcessId}");
            File.Create(probe, 1, FileOptions.DeleteOnClose).Dispose();
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new UsageException($"{option}: cannot write below '{existing}': {failure.Message} Name a folder you may write to.", failure);
        }
    }
}

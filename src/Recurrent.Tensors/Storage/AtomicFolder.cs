namespace Recurrent.Tensors.Storage;

/// <summary>Writes a folder of files so that a crash at any moment leaves the old folder or the new one, never a part.</summary>
/// <remarks>
/// A folder cannot be renamed over another, so replacing takes two renames: the old one aside, the new one in place. Between them only the
/// one set aside exists; <see cref="Locate"/> finds it, and the next write puts it back.
/// </remarks>
public static class AtomicFolder
{
    private const string WritingSuffix = ".writing";
    private const string ReplacedSuffix = ".replaced";

    /// <summary>Fills a sibling folder with the ending <c>.writing</c>, flushes its files to the disk and renames it into place.</summary>
    /// <param name="path">The folder to make or replace. One writer per path at a time.</param>
    /// <param name="fill">Gets the temporary folder's path and writes the files; when it throws, the target stays as it was.</param>
    /// <remarks>What a crash of an earlier write left beside the target is put right or removed first.</remarks>
    public static void Write(string path, Action<string> fill)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentNullException.ThrowIfNull(fill);
        string target = Normalize(path), temporary = target + WritingSuffix, replaced = target + ReplacedSuffix;
        RepairEarlierWrite(target);
        Directory.CreateDirectory(temporary);
        try
        {
            fill(temporary);
            FlushFiles(temporary);
            if (Directory.Exists(target))
            {
                Directory.Move(target, replaced);
            }

            Directory.Move(temporary, target);
        }
        catch
        {
            RepairEarlierWrite(target);
            throw;
        }

        DeleteIfPresent(replaced);
    }

    /// <summary>Where the last complete folder is: at its path, or set aside when a crash hit between two renames.</summary>
    /// <param name="path">The path given to <see cref="Write"/>.</param>
    /// <returns>An existing folder to read from, or null when none was ever completed.</returns>
    public static string? Locate(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        string target = Normalize(path);
        return Directory.Exists(target) ? target : Directory.Exists(target + ReplacedSuffix) ? target + ReplacedSuffix : null;
    }

    private static string Normalize(string path) => Path.TrimEndingDirectorySeparator(Path.GetFullPath(path));

    private static void RepairEarlierWrite(string target)
    {
        string replaced = target + ReplacedSuffix;
        DeleteIfPresent(target + WritingSuffix);
        if (Directory.Exists(target))
        {
            DeleteIfPresent(replaced);
        }
        else if (Directory.Exists(replaced))
        {
            Directory.Move(replaced, target);
        }
    }

    private static void DeleteIfPresent(string folder)
    {
        if (Directory.Exists(folder))
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static void FlushFiles(string folder)
    {
        foreach (string file in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories))
        {
            using var stream = new FileStream(file, FileMode.Open, FileAccess.ReadWrite, FileShare.None);
            stream.Flush(flushToDisk: true);
        }
    }
}

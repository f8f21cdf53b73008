namespace Recurrent.Tensors.Storage;

/// <summary>Writes a file so that a crash at any moment leaves the old content or the new one, never a part.</summary>
public static class AtomicFile
{
    private const string WritingSuffix = ".writing";

    /// <summary>Writes to a sibling with the ending <c>.writing</c>, flushes it to the disk and renames it over the target.</summary>
    /// <param name="path">The file to make or replace; its folder must exist. One writer per path at a time.</param>
    /// <param name="write">Writes the content; when it throws, the target stays as it was.</param>
    /// <remarks>
    /// A <c>.writing</c> file left by a crash is overwritten by the next write. Of a symbolic link the file that it leads to is replaced, and the
    /// link stays. A pipe, a device or an open descriptor (<c>/dev/stdout</c>) is written to as it is, for there is nothing to replace.
    /// </remarks>
    public static void Write(string path, Action<Stream> write)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentNullException.ThrowIfNull(write);
        var place = OutputPlace.Of(path);
        if (place.IsWrittenThrough)
        {
            // Without a buffer: who reads the pipe gets what is written when it is written.
            using var through = new FileStream(place.Path, place.Mode, FileAccess.Write, FileShare.ReadWrite, bufferSize: 0);
            write(through);
            return;
        }

        string temporary = place.Path + WritingSuffix;
        try
        {
            using (var stream = new FileStream(temporary, FileMode.Create, FileAccess.Write, FileShare.None))
            {
                write(stream);
                stream.Flush(flushToDisk: true);
            }

            File.Move(temporary, place.Path, overwrite: true);
        }
        catch
        {
            File.Delete(temporary);
            throw;
        }
    }
}

using System.Security.Cryptography;

namespace Recurrent.Tensors.Storage;

/// <summary>SHA-256 sums of a folder's files, so that a flipped bit in the weights is an error and not a slightly different model.</summary>
/// <remarks>The file is that of the <c>sha256sum</c> command: <c>sha256sum -c SHA256SUMS</c> checks it as well.</remarks>
public static class Checksums
{
    /// <summary>The name of the file that holds the sums.</summary>
    public const string File = "SHA256SUMS";

    private const int HexLength = 2 * SHA256.HashSizeInBytes;
    private const string Separator = "  ";
    private const long MaximumLength = 1 << 20;

    /// <summary>Writes the sums of all files directly in a folder.</summary>
    /// <param name="folder">The folder; its other files must be complete.</param>
    public static void Write(string folder)
    {
        string[] files = [.. Directory.EnumerateFiles(folder).Where(file => Path.GetFileName(file) != File).Order(StringComparer.Ordinal)];
        System.IO.File.WriteAllText(Path.Combine(folder, File), string.Concat(files.Select(file => $"{SumOf(file)}{Separator}{Path.GetFileName(file)}\n")));
    }

    /// <summary>Compares every file listed with its sum; a folder without sums is taken as it is.</summary>
    /// <param name="folder">The folder given to <see cref="Write"/>.</param>
    /// <exception cref="StorageFormatException">A file listed is missing or has changed, or the list itself is damaged.</exception>
    public static void Verify(string folder)
    {
        string list = Path.Combine(folder, File);
        if (!System.IO.File.Exists(list))
        {
            return;
        }

        if (new FileInfo(list).Length > MaximumLength)
        {
            throw new StorageFormatException(list, "length", $"is above {MaximumLength} bytes; the list is damaged. Copy the folder again.");
        }

        int number = 0;
        foreach (string line in System.IO.File.ReadLines(list))
        {
            VerifyLine(folder, list, line, ++number);
        }
    }

    private static void VerifyLine(string folder, string list, string line, int number)
    {
        string name = line.Length > HexLength + Separator.Length ? line[(HexLength + Separator.Length)..] : string.Empty;
        if (name.Length == 0 || name != Path.GetFileName(name) || line.AsSpan(HexLength, Separator.Length) is not Separator)
        {
            throw new StorageFormatException(list, $"line {number}", "is not a SHA-256 sum, two spaces and a file name. Copy the folder again.");
        }

        string file = Path.Combine(folder, name);
        if (!System.IO.File.Exists(file))
        {
            throw new StorageFormatException(file, "file", $"is missing, though {File} lists it. Copy the folder again.");
        }

        if (!line.AsSpan(0, HexLength).Equals(SumOf(file), StringComparison.OrdinalIgnoreCase))
        {
            throw new StorageFormatException(
                file, "checksum", $"differs from the one in {File}: the file changed after it was written. Copy the folder again; after a change on purpose delete {File}.");
        }
    }

    private static string SumOf(string file)
    {
        using FileStream stream = System.IO.File.OpenRead(file);
        return Convert.ToHexStringLower(SHA256.HashData(stream));
    }
}

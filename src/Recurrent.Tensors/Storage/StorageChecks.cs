namespace Recurrent.Tensors.Storage;

/// <summary>Refuses numbers of a stored file that no writer of it would have written.</summary>
public static class StorageChecks
{
    private const string Fix = "the file was changed or is damaged.";

    /// <summary>Checks a size: sizes decide how much memory is taken, so none is believed unseen.</summary>
    /// <param name="file">The file's path or name.</param>
    /// <param name="field">The field within the file.</param>
    /// <param name="value">What it holds.</param>
    /// <param name="least">The smallest size there can be.</param>
    /// <param name="most">The largest one that is believed.</param>
    /// <exception cref="StorageFormatException">The value is outside.</exception>
    public static void Size(string file, string field, long value, long least, long most)
    {
        if (value < least || value > most) throw new StorageFormatException(file, field, $"is {value}, expected {least} to {most}; {Fix}");
    }

    /// <summary>Checks how many entries a list has.</summary>
    /// <param name="file">The file's path or name.</param>
    /// <param name="field">The field within the file.</param>
    /// <param name="found">Entries it has.</param>
    /// <param name="expected">Entries that fit the rest of the model.</param>
    /// <exception cref="StorageFormatException">The two differ.</exception>
    public static void Length(string file, string field, int found, int expected)
    {
        if (found != expected) throw new StorageFormatException(file, field, $"has {found} entries, expected {expected}; {Fix}");
    }
}

using System.Text;

namespace Recurrent.Training.Data;

/// <summary>The data in a file cannot be used; says where, what was found, what was expected and how to fix it.</summary>
public sealed class DataFormatException : Exception
{
    /// <summary>Makes an exception without details.</summary>
    public DataFormatException()
    {
    }

    /// <summary>Makes an exception from ready text.</summary>
    /// <param name="message">What is wrong and how to fix it.</param>
    public DataFormatException(string message)
        : base(message) => Found = message;

    /// <summary>Makes an exception from ready text and its cause.</summary>
    /// <param name="message">What is wrong and how to fix it.</param>
    /// <param name="innerException">The cause.</param>
    public DataFormatException(string message, Exception innerException)
        : base(message, innerException) => Found = message;

    /// <summary>Path of the file as given.</summary>
    public string File { get; init; } = "";

    /// <summary>1-based line of the file where the row begins (blank lines and lines inside quotes count), or null for the whole
    /// file.</summary>
    public long? Row { get; init; }

    /// <summary>Name of the column, or null for the whole row.</summary>
    public string? Column { get; init; }

    /// <summary>What stands there.</summary>
    public string Found { get; init; } = "";

    /// <summary>What should stand there.</summary>
    public string Expected { get; init; } = "";

    /// <summary>What to do about it.</summary>
    public string Fix { get; init; } = "";

    /// <summary>Found, expected and fix in one line, behind file, row and column where there are any. A ready text without file, row, expected and fix stands as it is.</summary>
    public override string Message
    {
        get
        {
            var place = Place();
            if (File.Length + Expected.Length + Fix.Length == 0 && Row is null && (Found.Length == 0 || Found == base.Message)) return base.Message;
            var text = new StringBuilder(place).Append(place.Length > 0 ? ": found " : "Found ").Append(Found);
            if (Expected.Length > 0) text.Append("; expected ").Append(Expected);
            text.Append('.');
            if (Fix.Length > 0) text.Append(' ').Append(Fix).Append('.');
            return text.ToString();
        }
    }

    /// <summary>The start of a field in quotes, with control characters made visible, short enough for a message.</summary>
    internal static string Quote(ReadOnlySpan<char> field)
    {
        const int longest = 60;
        var text = new StringBuilder("'");
        foreach (var letter in field.Length > longest ? field[..longest] : field)
            text.Append(char.IsControl(letter) ? $"\\u{(int)letter:x4}" : letter);
        return text.Append(field.Length > longest ? "…'" : "'").ToString();
    }

    private string Place()
    {
        List<string> parts = [];
        if (File.Length > 0) parts.Add(File);
        if (Row is not null) parts.Add($"row {Row}");
        if (Column is not null) parts.Add($"column '{Column}'");
        return string.Join(", ", parts);
    }
}

using Recurrent.Training.Data;

namespace Recurrent.Cli.Runs;

/// <summary>Names the file in messages from where only its content was known.</summary>
internal static class UnnamedData
{
    /// <summary>The same message with the file before it, unless that is unknown, in it, or was named before.</summary>
    /// <param name="refusal">A message without a file.</param>
    /// <param name="file">The file; null when there is none.</param>
    public static DataFormatException Of(DataFormatException refusal, string? file) =>
        file is null || refusal.InnerException is DataFormatException || refusal.Message.Contains(file, StringComparison.Ordinal) ? refusal : new DataFormatException($"{file}: {refusal.Message}", refusal);
}

using System.CommandLine;

namespace Recurrent.Cli.Runs;

/// <summary>Writes a command line so that it can be pasted into a shell.</summary>
internal static class CommandText
{
    private const string Harmless = "-_./=,:+@%";

    /// <summary>The parsed command line, with the output folder named.</summary>
    public static string Of(ParseResult parsed, string outputFolder)
    {
        List<string> words = ["rnn", .. parsed.Tokens.Select(token => token.Value)];
        if (!words.Contains("--out")) words.AddRange(["--out", outputFolder]);
        return string.Join(' ', words.Select(Quote));
    }

    private static string Quote(string word) =>
        word.Length > 0 && word.All(letter => char.IsAsciiLetterOrDigit(letter) || Harmless.Contains(letter, StringComparison.Ordinal))
            ? word
            : $"'{word.Replace("'", "'\\''", StringComparison.Ordinal)}'";
}

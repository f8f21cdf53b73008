using System.CommandLine;

namespace Recurrent.Cli.Runs;

/// <summary>Writes a command line so that it can be pasted into a shell.</summary>
internal static class CommandText
{
    private const string Harmless = "-_./=,:+@%";

    /// <summary>The parsed command line, with the output folder named.</summary>
    public static string Of(ParseResult parsed, string outputFolder) => string.Join(' ', Words(parsed, outputFolder).Select(Quote));

    /// <summary>The command line that continues the run in the folder.</summary>
    public static string Resuming(ParseResult parsed, string outputFolder) =>
        string.Join(' ', Words(parsed, outputFolder).Where(word => word is not ("--force" or "--resume")).Append("--resume").Select(Quote));

    private static List<string> Words(ParseResult parsed, string outputFolder)
    {
        List<string> words = ["rnn", .. parsed.Tokens.Select(token => token.Value)];
        if (!words.Contains("--out") && !words.Contains("-o")) words.AddRange(["--out", outputFolder]);
        return words;
    }

    private static string Quote(string word) =>
        word.Length > 0 && word.All(letter => char.IsAsciiLetterOrDigit(letter) || Harmless.Contains(letter, StringComparison.Ordinal))
            ? word
            : $"'{word.Replace("'", "'\\''", StringComparison.Ordinal)}'";
}

using System.CommandLine;

namespace Recurrent.Cli.Commands;

/// <summary>Options that every command understands.</summary>
internal static class GlobalOptions
{
    private const string Json = "--json";
    private const string Quiet = "--quiet";
    private const string Verbose = "--verbose";

    public static void AddTo(Command root)
    {
        root.Options.Add(new Option<bool>(Json) { Description = "Print exactly one JSON object on stdout.", Recursive = true });
        root.Options.Add(new Option<bool>(Quiet, "-q") { Description = "No progress and no notes.", Recursive = true });
        root.Options.Add(new Option<bool>(Verbose) { Description = "Show the stack of an unexpected failure.", Recursive = true });
    }

    public static bool WantsJson(ParseResult parsed) => parsed.GetValue<bool>(Json);

    public static bool WantsQuiet(ParseResult parsed) => parsed.GetValue<bool>(Quiet);

    public static bool WantsVerbose(ParseResult parsed) => parsed.GetValue<bool>(Verbose);
}

using System.Globalization;
using Recurrent.Comparison.Contenders;

namespace Recurrent.Comparison;

/// <summary>The command line.</summary>
internal sealed record ComparisonOptions
{
    /// <summary>What the program understands.</summary>
    public const string Usage =
        "usage: compare [train|infer|step|step1|step-bits|step-many|packed|model|all|conditions] [--quick] [--threads N] [--case SUBSTRING] [--against FOLDER] [--check] [--json]\n       compare lengths";

    private const string ConditionsWord = "conditions";

    /// <summary>Subcommands to run, in order.</summary>
    public IReadOnlyList<string> Kinds { get; private init; } = ContestCases.WithPeers;

    /// <summary>Whether to measure under which circumstances our speed holds, instead of comparing.</summary>
    public bool IsConditions { get; private init; }

    /// <summary>Threads of both sides, at least 1.</summary>
    public int Threads { get; private init; } = 2;

    /// <summary>Whether to look rather than to publish.</summary>
    public bool IsQuick { get; private init; }

    /// <summary>Whether to compare numbers only and time nothing.</summary>
    public bool IsCheck { get; private init; }

    /// <summary>Whether to print JSON.</summary>
    public bool IsJson { get; private init; }

    /// <summary>Part of the names of the cases to run, upper and lower case alike; empty for all.</summary>
    public string CaseFilter { get; private init; } = string.Empty;

    /// <summary>Folder with the assemblies of another version of ours, which is then the only peer; null for the libraries of others.</summary>
    public string? OtherVersion { get; private init; }

    /// <summary>Reads the command line.</summary>
    /// <exception cref="ArgumentException">It is not understood; the message says why.</exception>
    public static ComparisonOptions Parse(IEnumerable<string> arguments)
    {
        var options = new ComparisonOptions();
        using IEnumerator<string> words = arguments.GetEnumerator();
        while (words.MoveNext())
        {
            options = words.Current switch
            {
                "--quick" => options with { IsQuick = true },
                "--check" => options with { IsCheck = true },
                "--json" => options with { IsJson = true },
                "--threads" => options with { Threads = ThreadCount(Following(words)) },
                "--against" => options with { OtherVersion = ExistingFolder(Following(words)) },
                "--case" => options with { CaseFilter = Following(words) },
                "all" => options with { Kinds = ContestCases.WithPeers, IsConditions = false },
                ConditionsWord => options with { Kinds = [], IsConditions = true },
                string kind when ContestCases.Kinds.Contains(kind) => options with { Kinds = ContestCases.Under(kind), IsConditions = false },
                string other => throw new ArgumentException($"'{other}' is neither a subcommand nor an option."),
            };
        }

        return options is { IsConditions: true, OtherVersion: not null }
            ? throw new ArgumentException("--against has no meaning for conditions, which compare our side with itself.")
            : options;
    }

    private static string Following(IEnumerator<string> words)
    {
        string option = words.Current;
        return words.MoveNext() ? words.Current : throw new ArgumentException($"{option} needs a value.");
    }

    private static string ExistingFolder(string path) =>
        Directory.Exists(path) ? Path.GetFullPath(path) : throw new ArgumentException($"--against got '{path}', expected a folder with our assemblies.");

    private static int ThreadCount(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int threads) && threads >= 1
            ? threads
            : throw new ArgumentException($"--threads got '{text}', expected a whole number of at least 1.");
}

using Recurrent.Layers.Sequence;
using Recurrent.Training;
using static Recurrent.Cli.Configuration.ValueText;

namespace Recurrent.Cli.Configuration;

/// <summary>Kinds of settings, and the settings that every training run has.</summary>
internal static class SettingKeys
{
    /// <summary>The setting that says what reads the steps: it goes before all others, whose defaults depend on it.</summary>
    public const string BodyName = "body";

    /// <summary>The kind of recurrent layer, which a transformer does not have.</summary>
    public const string CellName = "cell";

    /// <summary>What a number of threads looks like.</summary>
    public const string ThreadsExpected = "a whole number from 0 to 1024 (0 takes one per core)";

    private const int MostThreads = 1024;

    /// <summary>Attention in place of recurrence.</summary>
    private const string TransformerBody = "transformer";

    private const string RecurrentBody = "recurrent";

    public static SettingKey<T> Whole<T>(string name, string description, Func<T, int, T> apply, int least = 1)
        where T : class =>
        new(name, $"a whole number of at least {least}", description, (options, text) => WholeNumber(text) is { } value && value >= least ? apply(options, value) : null);

    public static SettingKey<T> Positive<T>(string name, string description, Func<T, double, T> apply)
        where T : class =>
        new(name, "a number above 0", description, (options, text) => Number(text) is > 0 and var value ? apply(options, value) : null);

    public static SettingKey<T> Between<T>(string name, double least, double most, string description, Func<T, double, T> apply)
        where T : class =>
        new(name, FormattableString.Invariant($"a number from {least} to {most}"), description, (options, text) => Number(text) is { } value && value >= least && value <= most ? apply(options, value) : null);

    public static SettingKey<T> Answer<T>(string name, string description, Func<T, bool, T> apply)
        where T : class =>
        new(name, "true or false", description, (options, text) => bool.TryParse(text, out var value) ? apply(options, value) : null) { HelpName = "true|false", Choices = ["true", "false"] };

    /// <summary>One of the values of an enumeration, written in small letters with a hyphen between words.</summary>
    public static SettingKey<T> Choice<T, TChoice>(string name, string description, Func<T, TChoice, T> apply)
        where T : class
        where TChoice : struct, Enum
    {
        var choices = Enum.GetValues<TChoice>();
        string[] names = [.. choices.Select(static choice => Hyphenated(choice.ToString()))];
        return Choice<T>(name, names, description, (options, text) => apply(options, choices[Array.IndexOf(names, text)]));
    }

    /// <summary>One of some names, upper and lower case alike.</summary>
    public static SettingKey<T> Choice<T>(string name, IReadOnlyList<string> names, string description, Func<T, string, T> apply)
        where T : class =>
        new(name, names.Count == 2 ? $"{names[0]} or {names[1]}" : $"one of {string.Join(", ", names)}", description,
            (options, text) => names.FirstOrDefault(one => one.Equals(text.Replace('_', '-'), StringComparison.OrdinalIgnoreCase)) is { } found ? apply(options, found) : null)
        {
            HelpName = "NAME",
            Choices = names,
        };

    /// <summary>The kind of recurrent layer.</summary>
    public static SettingKey<T> Cell<T>(Func<T, string, T> apply)
        where T : class =>
        Choice<T>(CellName, [.. SequenceLayers.BuiltIn.Names], "Kind of recurrent layer.", apply);

    /// <summary>What reads the steps: recurrent layers, or a transformer with defaults of its own.</summary>
    /// <param name="withTransformer">Options with a transformer in place of recurrent layers.</param>
    public static SettingKey<T> Body<T>(Func<T, T> withTransformer)
        where T : class =>
        Choice<T>(BodyName, [RecurrentBody, TransformerBody], "What reads the steps; a transformer brings sizes and a learning rate of its own, which other settings change.",
            (options, value) => value == TransformerBody ? withTransformer(options) : options);

    /// <summary>Whether a body is a transformer; null for a name that is no body.</summary>
    public static bool? IsTransformer(string body) =>
        body.Equals(TransformerBody, StringComparison.OrdinalIgnoreCase) ? true : body.Equals(RecurrentBody, StringComparison.OrdinalIgnoreCase) ? false : null;

    /// <summary>Refuses a recurrent cell beside a transformer.</summary>
    /// <exception cref="UsageException">Both are given.</exception>
    public static void RequireNoCell(IReadOnlyList<GivenSetting> given)
    {
        var body = given.LastOrDefault(static one => one.Is(BodyName));
        if (body is not null && IsTransformer(body.Text.Trim()) == true && given.FirstOrDefault(static one => one.Is(CellName)) is { } cell)
            throw new UsageException($"{cell.Source}: received cell '{cell.Text}' beside body '{body.Text}'; a transformer has no recurrent cell. Leave one of them out.");
    }

    /// <summary><c>time_budget</c>, <c>seed</c> and <c>threads</c>.</summary>
    public static IReadOnlyList<SettingKey<T>> Run<T>()
        where T : TrainingRunOptions =>
        [
            TimeBudget<T>(static (options, value) => options with { TimeBudget = value }),
            Seed<T>(static (options, value) => options with { Seed = value }),
            Threads<T>(static (options, value) => options with { Threads = value }),
        ];

    public static SettingKey<T> TimeBudget<T>(Func<T, TimeSpan, T> apply)
        where T : class =>
        new("time_budget", "a duration such as 90s, 10m or 1h30m", "Longest time to train; the result then depends on the machine.",
            (options, text) => Duration(text) is { } time ? apply(options, time) : null)
        {
            HelpName = "10m",
        };

    public static SettingKey<T> Seed<T>(Func<T, ulong, T> apply)
        where T : class =>
        new("seed", "a whole number of at least 0", "Seed of every random number; the same seed gives the same model.",
            (options, text) => ulong.TryParse(text, out var value) ? apply(options, value) : null);

    public static SettingKey<T> Threads<T>(Func<T, int, T> apply)
        where T : class =>
        new("threads", ThreadsExpected, "Threads; results do not depend on it.", (options, text) => ThreadCount(text) is { } value ? apply(options, value) : null);

    /// <summary>As many as the layers below take; null for anything else.</summary>
    public static int? ThreadCount(string text) => WholeNumber(text) is >= 0 and <= MostThreads and var value ? value : null;

    private static string Hyphenated(string name) =>
        string.Concat(name.Select(static (letter, index) => char.IsUpper(letter) && index > 0 ? "-" + char.ToLowerInvariant(letter) : char.ToLowerInvariant(letter).ToString()));
}

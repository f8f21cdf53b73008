using System.CommandLine;
using Recurrent.Training.Data;

namespace Recurrent.Cli.Configuration;

/// <summary>Settings of a training run: an option each, beside <c>--config</c> and <c>--set</c>.</summary>
/// <param name="keys">The settings of the task.</param>
internal sealed class SettingSymbols<TOptions>(IReadOnlyList<SettingKey<TOptions>> keys)
    where TOptions : class
{
    private readonly Option<string?> _config = new("--config") { HelpName = "FILE.json", Description = "Settings as a JSON object; --set and options go before it." };
    private readonly Option<string[]> _set = new("--set") { HelpName = "key=value", Description = "One setting more; may be repeated. Keys: " + string.Join(", ", keys.Select(static key => key.Name)) + "." };
    private readonly Dictionary<SettingKey<TOptions>, Option<string?>> _named = keys.ToDictionary(static key => key, OptionOf);

    public void AddTo(Command command)
    {
        foreach (var option in _named.Values) command.Options.Add(option);
        command.Options.Add(_config);
        command.Options.Add(_set);
    }

    /// <summary>Collects the settings: the file first, then <c>--set</c>, then the options.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="options">Options before any setting.</param>
    /// <exception cref="UsageException">A setting is unknown or its value is wrong.</exception>
    public TOptions Read(ParseResult parsed, TOptions options)
    {
        var given = new List<GivenSetting>();
        void Add(string name, string text, string source) => given.Add(new GivenSetting(name, text, source));
        if (parsed.GetValue(_config) is { } file) ConfigFile.Apply(file, Add);
        foreach (var assignment in parsed.GetValue(_set) ?? [])
        {
            var split = assignment.IndexOf('=', StringComparison.Ordinal);
            if (split < 1) throw new UsageException($"--set: received '{assignment}'; expected key=value, such as --set hidden=32.");
            Add(assignment[..split], assignment[(split + 1)..], "--set");
        }
        foreach (var (key, option) in _named)
        {
            if (parsed.GetValue(option) is { } text) Add(key.Name, text, option.Name);
        }

        SettingKeys.RequireNoCell(given);
        return given.OrderBy(static one => one.Is(SettingKeys.BodyName) ? 0 : 1).Aggregate(options, With);
    }

    private static Option<string?> OptionOf(SettingKey<TOptions> key)
    {
        var option = new Option<string?>("--" + key.Name.Replace('_', '-')) { HelpName = key.HelpName, Description = $"{key.Description} Expects {key.Expected}." };
        if (key.Choices.Count > 0) option.CompletionSources.Add([.. key.Choices]);
        return option;
    }

    private TOptions With(TOptions options, GivenSetting given)
    {
        var (name, text, source) = given;
        var normal = name.Trim().Replace('-', '_');
        var names = keys.Select(static one => one.Name);
        var key = keys.FirstOrDefault(one => one.Name.Equals(normal, StringComparison.OrdinalIgnoreCase))
            ?? throw new UsageException($"{source}: there is no setting '{name}'{NearestName.Suggestion(normal, names)}; choose one of {string.Join(", ", names)}.");
        var trimmed = text.Trim();
        try
        {
            return key.Apply(options, trimmed) ?? throw new UsageException($"{source}: received {key.Name} '{text}'{NearestName.Suggestion(trimmed, key.Choices)}; expected {key.Expected}.");
        }
        catch (ArgumentException refusal)
        {
            throw new UsageException($"{source}: received {key.Name} '{text}'; expected {key.Expected}.", refusal);
        }
    }
}

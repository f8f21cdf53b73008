using System.CommandLine;
using Recurrent.Cli.Configuration;
using Recurrent.Training.Data;

namespace Recurrent.Cli.Tasks.Signal;

/// <summary>Settings of a signal run: an option each, beside <c>--config</c> and <c>--set</c>.</summary>
internal sealed class SignalSymbols
{
    private readonly Option<string?> _config = new("--config") { HelpName = "FILE.json", Description = "Settings as a JSON object; --set and options go before it." };
    private readonly Option<string[]> _set;
    private readonly Dictionary<SignalKey, Option<string?>> _named = [];

    public SignalSymbols(IReadOnlyList<ISignalForm> forms)
    {
        SignalKey[] keys = [.. forms.SelectMany(static form => form.Keys).DistinctBy(static key => key.Name)];
        _set = new("--set") { HelpName = "key=value", Description = "One setting more; may be repeated. Keys: " + string.Join(", ", keys.Select(static key => key.Name)) + "." };
        foreach (var key in keys)
            _named.Add(key, new Option<string?>(OptionName(key.Name)) { HelpName = HelpName(key), Description = $"{key.Description} Expects {key.Expected}." });
    }

    public void AddTo(Command command)
    {
        foreach (var option in _named.Values) command.Options.Add(option);
        command.Options.Add(_config);
        command.Options.Add(_set);
    }

    /// <summary>Collects the settings: the file first, then <c>--set</c>, then the options.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="form">Whose settings they must be.</param>
    /// <exception cref="UsageException">A setting is unknown.</exception>
    public IReadOnlyList<SignalSetting> Read(ParseResult parsed, ISignalForm form)
    {
        var settings = new List<SignalSetting>();
        void Add(string name, string text, string source) => settings.Add(new SignalSetting(Known(name, source, form), text.Trim(), source));
        if (parsed.GetValue(_config) is { } file) ConfigFile.Apply(file, Add);
        foreach (var assignment in parsed.GetValue(_set) ?? [])
        {
            var split = assignment.IndexOf('=', StringComparison.Ordinal);
            if (split < 1) throw new UsageException($"--set: received '{assignment}'; expected key=value, such as --set hidden=32.");
            Add(assignment[..split], assignment[(split + 1)..], "--set");
        }
        foreach (var (key, option) in _named)
        {
            if (parsed.GetValue(option) is { } text) Add(key.Name, text, OptionName(key.Name));
        }
        return settings;
    }

    private static string Known(string name, string source, ISignalForm form)
    {
        var normal = name.Trim().Replace('-', '_');
        var names = form.Keys.Select(static key => key.Name);
        return names.FirstOrDefault(one => one.Equals(normal, StringComparison.OrdinalIgnoreCase))
            ?? throw new UsageException($"{source}: there is no setting '{name}' for {form.Name}{NearestName.Suggestion(normal, names)}; choose one of {string.Join(", ", names)}.");
    }

    private static string OptionName(string key) => "--" + key.Replace('_', '-');

    private static string HelpName(SignalKey key) => key.Name == "time_budget" ? "10m" : key.Expected.Contains("number", StringComparison.Ordinal) ? "N" : "NAME";
}

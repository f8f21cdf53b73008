using System.CommandLine;
using Recurrent.Cli.Configuration;
using Recurrent.Layers.Sequence;

namespace Recurrent.Cli.Commands;

/// <summary>Options that set one training setting each, beside <c>--config</c> and <c>--set</c> which reach all of them.</summary>
internal sealed class TrainingSymbols
{
    private readonly Option<string?> _config = new("--config") { HelpName = "FILE.json", Description = "Settings as a JSON object; --set and options go before it." };
    private readonly Option<string[]> _set = new("--set")
    {
        HelpName = "key=value",
        Description = "One setting more; may be repeated. Keys: " + string.Join(", ", ForecastKeys.All.Select(key => key.Name)) + ".",
    };

    private readonly Dictionary<string, Option<string?>> _named = [];

    public TrainingSymbols(params IReadOnlyList<string> names)
    {
        foreach (var name in names)
        {
            var key = ForecastKeys.All.Single(one => one.Name == name);
            var option = new Option<string?>(OptionName(name)) { HelpName = HelpName(name), Description = $"{key.Description} Expects {key.Expected}." };
            if (name == "cell") option.CompletionSources.Add([.. SequenceLayers.BuiltIn.Names]);
            if (name == "head") option.CompletionSources.Add([.. ForecastKeys.Heads]);
            _named.Add(name, option);
        }
    }

    public void AddTo(Command command)
    {
        foreach (var option in _named.Values) command.Options.Add(option);
        command.Options.Add(_config);
        command.Options.Add(_set);
    }

    /// <summary>Collects the settings: the file first, then <c>--set</c>, then the options.</summary>
    /// <exception cref="UsageException">A setting is unknown or its value is wrong.</exception>
    public ForecastSettings Read(ParseResult parsed)
    {
        var settings = new ForecastSettings();
        if (parsed.GetValue(_config) is { } file) ConfigFile.Apply(file, settings);
        foreach (var assignment in parsed.GetValue(_set) ?? []) settings.SetAssignment(assignment);
        foreach (var (name, option) in _named)
        {
            if (parsed.GetValue(option) is { } text) settings.Set(name, text, OptionName(name));
        }
        return settings;
    }

    // What the field calls an ensemble is a number of members in the model.
    private static string OptionName(string key) => key == "members" ? "--ensemble" : "--" + key.Replace('_', '-');

    private static string HelpName(string key) => key switch { "quantiles" => "0.1,0.5,0.9", "cell" or "body" or "head" => "NAME", "time_budget" => "10m", _ => "N" };
}

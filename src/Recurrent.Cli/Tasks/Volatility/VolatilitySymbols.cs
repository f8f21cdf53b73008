using System.CommandLine;
using Recurrent.Cli.Configuration;
using Recurrent.Layers.Sequence;
using Recurrent.TimeSeries.Finance.Network;
using Recurrent.TimeSeries.Reading;

namespace Recurrent.Cli.Tasks.Volatility;

/// <summary>Settings of a volatility run: an option each, beside <c>--config</c> and <c>--set</c>.</summary>
internal sealed class VolatilitySymbols
{
    private readonly Option<string?> _config = new("--config") { HelpName = "FILE.json", Description = "Settings as a JSON object; --set and options go before it." };
    private readonly Option<string[]> _set = new("--set") { HelpName = "key=value", Description = "One setting more; may be repeated. Keys: " + string.Join(", ", VolatilityKeys.All.Select(key => key.Name)) + "." };
    private readonly Dictionary<VolatilityKey, Option<string?>> _named = [];

    public VolatilitySymbols()
    {
        foreach (var key in VolatilityKeys.All)
        {
            var option = new Option<string?>(OptionName(key.Name)) { HelpName = key.Name == "cell" ? "NAME" : key.Name == "time_budget" ? "10m" : "N", Description = $"{key.Description} Expects {key.Expected}." };
            if (key.Name == "cell") option.CompletionSources.Add([.. SequenceLayers.BuiltIn.Names]);
            _named.Add(key, option);
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
    public VolatilityOptions Read(ParseResult parsed)
    {
        var options = new VolatilityOptions();
        void Set(string name, string text, string source) => options = With(options, name, text, source);
        if (parsed.GetValue(_config) is { } file) ConfigFile.Apply(file, Set);
        foreach (var assignment in parsed.GetValue(_set) ?? [])
        {
            var split = assignment.IndexOf('=', StringComparison.Ordinal);
            if (split < 1) throw new UsageException($"--set: received '{assignment}'; expected key=value, such as --set hidden=16.");
            Set(assignment[..split], assignment[(split + 1)..], "--set");
        }
        foreach (var (key, option) in _named)
        {
            if (parsed.GetValue(option) is { } text) Set(key.Name, text, OptionName(key.Name));
        }
        return options;
    }

    private static VolatilityOptions With(VolatilityOptions options, string name, string text, string source)
    {
        var normal = name.Trim().Replace('-', '_');
        var names = VolatilityKeys.All.Select(one => one.Name);
        var key = VolatilityKeys.All.FirstOrDefault(one => one.Name.Equals(normal, StringComparison.OrdinalIgnoreCase))
            ?? throw new UsageException($"{source}: there is no setting '{name}'{NearestName.Suggestion(normal, names)}; choose one of {string.Join(", ", names)}.");
        var meant = key.Name == "cell" ? NearestName.Suggestion(text, SequenceLayers.BuiltIn.Names) : "";
        return key.Apply(options, text.Trim()) ?? throw new UsageException($"{source}: received {key.Name} '{text}'{meant}; expected {key.Expected}.");
    }

    private static string OptionName(string key) => "--" + key.Replace('_', '-');
}

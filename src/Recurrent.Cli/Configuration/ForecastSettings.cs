using Recurrent.TimeSeries.Forecasting;
using Recurrent.Training.Data;

namespace Recurrent.Cli.Configuration;

/// <summary>Settings collected from a configuration file, <c>--set</c> and options, checked one by one; later ones win.</summary>
internal sealed class ForecastSettings
{
    private readonly Dictionary<string, string> _given = new(StringComparer.Ordinal);

    /// <summary>Options with every given setting in place.</summary>
    public ForecasterOptions Options { get; private set; } = new() { Horizon = 1 };

    /// <summary>Whether somebody named the horizon; otherwise it is chosen from the data.</summary>
    public bool HasHorizon => _given.ContainsKey("horizon");

    /// <summary>Whether somebody named a setting.</summary>
    public bool IsGiven(string name) => _given.ContainsKey(name);

    /// <summary>Sets one value.</summary>
    /// <param name="name">Name of the setting; <c>-</c> and <c>_</c> are alike.</param>
    /// <param name="text">The value.</param>
    /// <param name="source">Where it was written, for messages: <c>--set</c>, <c>--horizon</c>, a file.</param>
    /// <exception cref="UsageException">The name is unknown or the value is not what is expected.</exception>
    public void Set(string name, string text, string source)
    {
        var normal = name.Trim().Replace('-', '_');
        var key = ForecastKeys.All.FirstOrDefault(one => one.Name.Equals(normal, StringComparison.OrdinalIgnoreCase))
            ?? throw new UsageException(
                $"{source}: there is no setting '{name}'{NearestName.Suggestion(normal, ForecastKeys.All.Select(one => one.Name))}; "
                + $"choose one of {string.Join(", ", ForecastKeys.All.Select(one => one.Name))}.");
        try
        {
            Options = key.Apply(Options, text.Trim()) ?? throw new UsageException($"{source}: received {key.Name} '{text}'{Meant(key, text)}; expected {key.Expected}.");
        }
        catch (ArgumentException refusal)
        {
            throw new UsageException($"{source}: received {key.Name} '{text}'; expected {key.Expected}.", refusal);
        }
        _given[key.Name] = text;
        SettingKeys.RequireNoCell([.. _given.Select(one => new GivenSetting(one.Key, one.Value, source))]);
    }

    /// <summary>Sets one <c>key=value</c>.</summary>
    /// <param name="assignment">As written after <c>--set</c>.</param>
    /// <exception cref="UsageException">There is no <c>=</c>, or name or value is wrong.</exception>
    public void SetAssignment(string assignment)
    {
        var split = assignment.IndexOf('=', StringComparison.Ordinal);
        if (split < 1)
            throw new UsageException($"--set: received '{assignment}'; expected key=value, such as --set learning_rate=0.002.");
        Set(assignment[..split], assignment[(split + 1)..], "--set");
    }

    private static string Meant(ForecastKey key, string text) => key.Name switch
    {
        "cell" => NearestName.Suggestion(text, Layers.Sequence.SequenceLayers.BuiltIn.Names),
        "head" => NearestName.Suggestion(text, ForecastKeys.Heads),
        _ => "",
    };
}

using System.Text.Json;
using System.Text.RegularExpressions;
using Recurrent.Cli.Reports;
using Recurrent.Layers.Initialization;
using Recurrent.Layers.Sequence;

namespace Recurrent.Cli.Runs;

/// <summary>Finds the recurrent layers of a stored model: their place and number by the names of the weights, their kind by the architecture.</summary>
internal static partial class RecurrentEntries
{
    /// <summary>One entry for every stack of layers; none where the architecture names no cell of this library.</summary>
    public static IReadOnlyList<RecurrentEntry>? Of(JsonElement architecture, IEnumerable<string> tensors)
    {
        if (Text(architecture, "cell") is not { } cell || !SequenceLayers.BuiltIn.Names.Contains(cell, StringComparer.OrdinalIgnoreCase)) return null;
        var zoneout = Number(architecture, "zoneout");
        if (Execution(cell, zoneout) is not { } execution) return null;
        RecurrentEntry[] entries =
        [
            .. tensors.Select(name => Weight().Match(name)).Where(match => match.Success)
                .GroupBy(match => match.Groups["place"].Value)
                .Select(stack => new RecurrentEntry(
                    stack.Key.TrimEnd('.'),
                    zoneout > 0 ? $"{cell} with zoneout" : cell,
                    stack.Select(match => match.Groups["layer"].Value).Distinct().Count(),
                    stack.Any(match => match.Groups["reverse"].Success) ? 2 : 1,
                    execution)),
        ];
        return entries.Length == 0 ? null : entries;
    }

    /// <summary>How layers of a kind run does not depend on their size, so the smallest tells.</summary>
    private static LayerExecution? Execution(string cell, double zoneout)
    {
        var options = new RecurrentOptions { InputSize = 1, HiddenSize = 1, Zoneout = zoneout };
        return (SequenceLayers.BuiltIn.Create(cell, options, InitializationScope.ForLoading) as RecurrentStack)?.Execution;
    }

    private static string? Text(JsonElement element, string name) => Find(element, name) is { ValueKind: JsonValueKind.String } found ? found.GetString() : null;

    private static double Number(JsonElement element, string name) => Find(element, name) is { ValueKind: JsonValueKind.Number } found ? found.GetDouble() : 0;

    /// <summary>The first property of a name, outermost first.</summary>
    private static JsonElement? Find(JsonElement element, string name)
    {
        if (element.ValueKind == JsonValueKind.Array)
        {
            return element.EnumerateArray().Select(one => Find(one, name)).FirstOrDefault(found => found is not null);
        }

        if (element.ValueKind != JsonValueKind.Object) return null;
        foreach (var property in element.EnumerateObject())
        {
            if (property.Name.Equals(name, StringComparison.OrdinalIgnoreCase)) return property.Value;
        }

        return element.EnumerateObject().Select(property => Find(property.Value, name)).FirstOrDefault(found => found is not null);
    }

    [GeneratedRegex(@"^(?<place>(.*\.)?)(weight|bias)_[a-z]+_l(?<layer>\d+)(?<reverse>_reverse)?$", RegexOptions.CultureInvariant)]
    private static partial Regex Weight();
}

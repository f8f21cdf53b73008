using System.Globalization;
using Recurrent.Layers.Initialization;
using Recurrent.Layers.Sequence;
using Recurrent.Training.Data;

namespace Recurrent.Cli.Diagnose;

/// <summary>One column of a comparison: a cell, its first values, and what its recurrent weights are multiplied by.</summary>
/// <param name="Name">As it was typed.</param>
/// <param name="Cell">The name of the layer.</param>
/// <param name="Initialization">Name of the first values; null for the library's.</param>
/// <param name="Gain">Factor of the recurrent weights.</param>
internal sealed record CellColumn(string Name, string Cell, string? Initialization, double Gain)
{
    private static readonly string[] Initializations = ["default", "pytorch", "irnn", "chrono"];

    /// <summary>Reads <c>rnn,rnn:pytorch,rnn:default:1.5,lstm:chrono</c>.</summary>
    /// <exception cref="UsageException">A part is unknown.</exception>
    public static IReadOnlyList<CellColumn> Read(string text)
    {
        CellColumn[] columns = [.. text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(One)];
        if (columns.Length == 0) throw new UsageException($"--cell: received '{text}'; expected names such as rnn,lstm,gru.");
        return columns;
    }

    /// <summary>The first values.</summary>
    /// <param name="length">The longest time to remember.</param>
    public RecurrentInitialization ValuesFor(int length) => Initialization switch
    {
        "pytorch" => RecurrentInitialization.PyTorch,
        "irnn" => RecurrentInitialization.Irnn,
        "chrono" => RecurrentInitialization.Chrono(Math.Max(2, length)),
        _ => RecurrentInitialization.Default,
    };

    private static CellColumn One(string text)
    {
        var parts = text.Split(':');
        var names = SequenceLayers.BuiltIn.Names;
        var cell = names.FirstOrDefault(name => name.Equals(parts[0], StringComparison.OrdinalIgnoreCase))
            ?? throw new UsageException($"--cell: there is no cell '{parts[0]}'{NearestName.Suggestion(parts[0], names)}; choose among {string.Join(", ", names)}.");
        var first = parts.Length > 1 ? parts[1] : null;
        if (first is not null && !Initializations.Contains(first))
            throw new UsageException($"--cell: received first values '{first}' in '{text}'{NearestName.Suggestion(first, Initializations)}; expected one of {string.Join(", ", Initializations)}.");
        var gain = 1.0;
        if (parts.Length > 3 || (parts.Length == 3 && (!double.TryParse(parts[2], NumberStyles.Float, CultureInfo.InvariantCulture, out gain) || gain is not (> 0 and <= 100))))
            throw new UsageException($"--cell: received '{text}'; expected CELL, CELL:VALUES or CELL:VALUES:GAIN with a gain above 0 and at most 100, such as rnn:default:1.5.");
        return new CellColumn(text, cell, first, gain);
    }
}

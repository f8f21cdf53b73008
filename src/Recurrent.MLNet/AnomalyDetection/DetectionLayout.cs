using System.Collections.Immutable;
using Microsoft.ML;
using Microsoft.ML.Data;
using Recurrent.MLNet.Columns;

namespace Recurrent.MLNet.AnomalyDetection;

/// <summary>Where the channels stand in rows of one schema.</summary>
internal sealed class DetectionLayout
{
    private readonly DataViewSchema.Column[] _channels;
    private readonly DataViewSchema.Column? _time;

    /// <param name="schema">The columns.</param>
    /// <param name="names">Which of them are channels.</param>
    /// <param name="needsTimes">Whether times are read.</param>
    public DetectionLayout(DataViewSchema schema, DetectionColumnNames names, bool needsTimes)
    {
        _channels = [.. names.Channels.Select(name => schema[name])];
        _time = needsTimes && names.Time is { } time ? schema[time] : null;
        HoldsWindows = _channels[0].Type is VectorDataViewType { IsKnownSize: false };
        Names = [.. _channels.SelectMany(NamesOf)];
        Inputs = [.. _channels, .. _time is { } column ? [column] : Array.Empty<DataViewSchema.Column>()];
    }

    /// <summary>Names of the channels. [D]</summary>
    public ImmutableArray<string> Names { get; }

    public ImmutableArray<DataViewSchema.Column> Inputs { get; }

    /// <summary>Whether a row holds the latest values of every channel, and not one value of each.</summary>
    public bool HoldsWindows { get; }

    public static IEnumerable<InputColumn> Rules(DetectionColumnNames names, bool needsTimes)
    {
        foreach (var channel in names.Channels) yield return InputColumn.Numbers(channel, "a channel", orVector: true);
        if (needsTimes && names.Time is { } time) yield return InputColumn.Time(time);
    }

    public Func<IReadOnlyList<double>>[] OpenChannels(DataViewRow row) => [.. _channels.Select(column => (Func<IReadOnlyList<double>>)new NumberColumn(row, column).Read)];

    /// <summary>Ticks of the present row; 0 without times.</summary>
    public Func<long> OpenTime(DataViewRow row)
    {
        if (_time is not { } column) return static () => 0;
        var getter = row.GetGetter<DateTime>(column);
        return () =>
        {
            DateTime time = default;
            getter(ref time);
            return time.Ticks;
        };
    }

    private static IEnumerable<string> NamesOf(DataViewSchema.Column column)
    {
        if (column.Type is not VectorDataViewType { IsKnownSize: true } vector) return [column.Name];
        if (!column.HasSlotNames()) return Enumerable.Range(0, vector.Size).Select(slot => $"{column.Name}[{slot}]");
        VBuffer<ReadOnlyMemory<char>> slots = default;
        column.GetSlotNames(ref slots);
        return [.. slots.DenseValues().Select(static slot => slot.ToString())];
    }
}

using Microsoft.ML;
using Recurrent.MLNet.Columns;
using Recurrent.TimeSeries.AnomalyDetection;

namespace Recurrent.MLNet.AnomalyDetection;

/// <summary>Reads the rows of a data view as a table.</summary>
internal static class ViewTable
{
    public static DetectionTable Read(IDataView input, DetectionColumnNames names)
    {
        var layout = new DetectionLayout(input.Schema, names, needsTimes: true);
        if (layout.HoldsWindows)
            throw new ArgumentException($"The column '{names.Channels[0]}' holds vectors of any length; expected one number a row, or a vector of fixed length with one number for every channel.");
        using var cursor = input.GetRowCursor(layout.Inputs);
        var (channels, time) = (layout.OpenChannels(cursor), layout.OpenTime(cursor));
        var (values, ticks) = (new List<double>(), new List<long>());
        while (cursor.MoveNext())
        {
            foreach (var channel in channels)
                foreach (var value in channel()) values.Add(Finite(value, cursor, layout, values.Count));
            ticks.Add(time());
        }

        if (ticks.Count == 0) throw RowErrors.NoRows();
        return new DetectionTable(RowErrors.View, layout.Names, [.. values], names.Time is null ? null : [.. ticks]);
    }

    private static double Finite(double value, DataViewRow row, DetectionLayout layout, int place) => double.IsInfinity(value)
        ? throw RowErrors.At(row, layout.Names[place % layout.Names.Length], $"{value}", "a finite number, or NaN for a missing one", "Correct it, or replace it by ReplaceMissingValues")
        : value;
}

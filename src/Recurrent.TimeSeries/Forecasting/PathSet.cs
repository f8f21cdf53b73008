using System.Collections;
using System.Globalization;

namespace Recurrent.TimeSeries.Forecasting;

/// <summary>Sample paths of several series, in the order of the series.</summary>
public sealed class PathSet : IReadOnlyList<SeriesPaths>
{
    private readonly SeriesPaths[] _series;

    internal PathSet(SeriesPaths[] series, int trainedHorizon) => (_series, TrainedHorizon) = (series, trainedHorizon);

    /// <summary>Steps the model was trained for; paths that go on are less reliable there.</summary>
    public int TrainedHorizon { get; }

    /// <inheritdoc/>
    public int Count => _series.Length;

    /// <inheritdoc/>
    public SeriesPaths this[int index] => _series[index];

    /// <summary>Looks the paths up by the id of their series.</summary>
    /// <param name="id">Exact id.</param>
    /// <returns>The paths.</returns>
    /// <exception cref="KeyNotFoundException">No series has this id.</exception>
    public SeriesPaths this[string id] => Array.Find(_series, one => one.Id == id)
        ?? throw new KeyNotFoundException($"There are no paths for '{id}' among {Count} series; use the id of a series in the history.");

    /// <inheritdoc/>
    public IEnumerator<SeriesPaths> GetEnumerator() => ((IEnumerable<SeriesPaths>)_series).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>Writes one row an id, path and step: <c>unique_id,path,ds,y-hat</c>, the paths counted from 1.</summary>
    /// <param name="writer">Where to write; lines end in LF.</param>
    public void WriteCsv(TextWriter writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.Write("unique_id,path,ds,y-hat\n");
        foreach (var one in _series)
        {
            var id = ForecastSet.Field(one.Id);
            string[] stamps = [.. one.Stamps.Select(ForecastSet.Field)];
            for (var path = 0; path < one.Count; path++)
            {
                var values = one.Path(path);
                for (var step = 0; step < values.Count; step++)
                    writer.Write(string.Create(CultureInfo.InvariantCulture, $"{id},{path + 1},{stamps[step]},{values[step]}\n"));
            }
        }
    }
}

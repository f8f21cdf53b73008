using System.Collections;
using Recurrent.Training.Data;

namespace Recurrent.TimeSeries;

/// <summary>Series with different ids and one common frequency, in the order they appeared.</summary>
public sealed class SeriesCollection : IReadOnlyList<Series>
{
    private readonly Series[] _series;
    private readonly Dictionary<string, Series> _byId = new(StringComparer.Ordinal);

    /// <summary>Collects series.</summary>
    /// <param name="series">At least one; ids differ and all have one frequency.</param>
    /// <exception cref="ArgumentException">There is none, an id repeats, or the frequencies differ.</exception>
    public SeriesCollection(IEnumerable<Series> series)
    {
        _series = [.. series];
        if (_series.Length == 0) throw new ArgumentException("Received no series; pass at least one.", nameof(series));
        foreach (var one in _series)
        {
            if (one.Frequency != Frequency)
                throw new ArgumentException(
                    $"Series '{one.Id}' is {one.Frequency} but '{_series[0].Id}' is {Frequency}; put each frequency into its own collection.",
                    nameof(series));
            if (!_byId.TryAdd(one.Id, one))
                throw new ArgumentException($"Two series have the id '{one.Id}'; ids must differ.", nameof(series));
        }
    }

    /// <summary>The common frequency.</summary>
    public Frequency Frequency => _series[0].Frequency;

    /// <inheritdoc/>
    public int Count => _series.Length;

    /// <inheritdoc/>
    public Series this[int index] => _series[index];

    /// <summary>Looks a series up by its id.</summary>
    /// <param name="id">Exact id.</param>
    /// <returns>The series.</returns>
    /// <exception cref="KeyNotFoundException">No series has this id; the message names the nearest one.</exception>
    public Series this[string id] => _byId.TryGetValue(id, out var found)
        ? found
        : throw new KeyNotFoundException(
            $"No series '{id}' among {Count}{NearestName.Suggestion(id, _byId.Keys)}; use one of the ids in the data.");

    /// <summary>True when a series has this id.</summary>
    /// <param name="id">Exact id.</param>
    /// <returns>Whether it is there.</returns>
    public bool Contains(string id) => _byId.ContainsKey(id);

    /// <inheritdoc/>
    public IEnumerator<Series> GetEnumerator() => ((IEnumerable<Series>)_series).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}

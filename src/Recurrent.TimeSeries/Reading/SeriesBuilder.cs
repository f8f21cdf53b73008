using System.Runtime.InteropServices;

namespace Recurrent.TimeSeries.Reading;

/// <summary>Collects the rows of one series and checks them while they arrive.</summary>
internal sealed class SeriesBuilder(string id, int covariates)
{
    private readonly List<double> _values = [];
    private readonly List<long> _positions = [];
    private readonly List<long> _lines = [];
    private readonly List<double>[] _covariates = [.. Enumerable.Range(0, covariates).Select(_ => new List<double>())];

    private readonly List<string> _holidays = [];

    public string Id => id;

    public int Count => _values.Count;

    /// <summary>Rows with a value.</summary>
    public int Known { get; private set; }

    /// <summary>First row with a value.</summary>
    public int FirstKnown { get; private set; }

    /// <summary>Last row with a value.</summary>
    public int LastKnown { get; private set; }

    public ReadOnlySpan<long> Positions => CollectionsMarshal.AsSpan(_positions);

    public Dictionary<string, string> Constants { get; } = [];

    public long FirstLine => _lines[0];

    public long Line(int index) => _lines[index];

    public void Add(long position, double value, long line)
    {
        _positions.Add(position);
        _values.Add(value);
        _lines.Add(line);
        if (double.IsNaN(value)) return;
        if (Known++ == 0) FirstKnown = Count - 1;
        LastKnown = Count - 1;
    }

    public void AddHoliday(string label) => _holidays.Add(label);

    public void AddCovariate(int index, double value) => _covariates[index].Add(value);

    /// <summary>Line of the earlier row with this stamp, or 0.</summary>
    public long LineOf(long position) => _positions.IndexOf(position) is var index and >= 0 ? _lines[index] : 0;

    /// <summary>The column of holidays; of a step without a row nobody says whether it is one.</summary>
    private Covariate Holidays(string name, RowPlaces places, int first, int end)
    {
        var labels = places.Spread(_holidays, "")[first..end];
        var values = places.Spread([.. _holidays.Select(static label => label.Length > 0 ? 1.0 : 0)])[first..end];
        return new Covariate(name, CovariateKind.Future, values) { Labels = labels };
    }

    /// <summary>Makes the series.</summary>
    /// <param name="times">Stamps, from the first row on.</param>
    /// <param name="places">Where on it the rows stand.</param>
    /// <param name="names">The covariates.</param>
    /// <param name="keepEnds">Whether steps without a value at the ends belong to it.</param>
    public Series Build(TimeAxis times, RowPlaces places, CovariateNames names, bool keepEnds)
    {
        var values = places.Spread(_values);
        var (first, last) = (0, values.Length - 1);
        if (!keepEnds && Known < Count)
        {
            while (double.IsNaN(values[first])) first++;
            last = KnownValues.Last(values);
        }

        return new Series(id, values[first..(last + 1)], first == 0 ? times : times.Skip(first), mayLack: true)
        {
            Covariates =
            [
                .. names.Numbers.Select((one, index) => new Covariate(one.Name, one.Kind, places.Spread(_covariates[index])[first..(last + 1)])),
                .. names.Holiday is { } holiday ? [Holidays(holiday, places, first, last + 1)] : Array.Empty<Covariate>(),
            ],
            StaticCovariates = Constants,
        };
    }
}

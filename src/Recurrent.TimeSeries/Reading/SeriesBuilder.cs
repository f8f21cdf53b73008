using System.Runtime.InteropServices;

namespace Recurrent.TimeSeries.Reading;

/// <summary>Collects the rows of one series and checks them while they arrive.</summary>
internal sealed class SeriesBuilder(string id, int covariates)
{
    private readonly List<double> _values = [];
    private readonly List<long> _positions = [];
    private readonly List<long> _lines = [];
    private readonly List<double>[] _covariates = [.. Enumerable.Range(0, covariates).Select(_ => new List<double>())];

    public string Id => id;

    public int Count => _values.Count;

    public ReadOnlySpan<long> Positions => CollectionsMarshal.AsSpan(_positions);

    public Dictionary<string, string> Constants { get; } = [];

    public long FirstLine => _lines[0];

    public long Line(int index) => _lines[index];

    public void Add(long position, double value, long line)
    {
        _positions.Add(position);
        _values.Add(value);
        _lines.Add(line);
    }

    public void AddCovariate(int index, double value) => _covariates[index].Add(value);

    /// <summary>Line of the earlier row with this stamp, or 0.</summary>
    public long LineOf(long position) => _positions.IndexOf(position) is var index and >= 0 ? _lines[index] : 0;

    public Series Build(TimeAxis times, IReadOnlyList<(string Name, CovariateKind Kind)> names) => new(id, _values.ToArray(), times)
    {
        Covariates = [.. names.Select((one, index) => new Covariate(one.Name, one.Kind, _covariates[index].ToArray()))],
        StaticCovariates = Constants,
    };
}

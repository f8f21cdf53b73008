namespace Recurrent.TimeSeries.Reading;

/// <summary>Where the rows of one series stand on its time axis.</summary>
/// <param name="Places">Steps from the first row to each; null when every row is one step behind the row before.</param>
/// <param name="Steps">Steps from the first to the last row, both counted.</param>
internal readonly record struct RowPlaces(int[]? Places, int Steps)
{
    /// <summary>Lays rows out on the axis.</summary>
    /// <param name="positions">Growing stamps.</param>
    /// <param name="frequency">Their step.</param>
    /// <param name="wholePeriods">Whether any day of the right month will do.</param>
    /// <param name="offGrid">The first row that is no whole number of steps behind the row before it, or −1.</param>
    public static RowPlaces Of(ReadOnlySpan<long> positions, Frequency frequency, bool wholePeriods, out int offGrid)
    {
        offGrid = FrequencyInference.FirstIrregular(positions, frequency, wholePeriods);
        if (offGrid < 0) return new RowPlaces(null, positions.Length);
        var places = new int[positions.Length];
        for (var row = 1; row < places.Length; row++)
        {
            var steps = FrequencyInference.StepsBetween(positions[row - 1], positions[row], frequency, wholePeriods);
            if (steps < 1 || places[row - 1] + steps >= Array.MaxLength)
            {
                offGrid = row;
                return default;
            }

            places[row] = (int)(places[row - 1] + steps);
        }

        offGrid = -1;
        return new RowPlaces(places, places[^1] + 1);
    }

    /// <summary>Steps from one row to a later one, both counted.</summary>
    public int Between(int first, int last) => Places is null ? last - first + 1 : Places[last] - Places[first] + 1;

    /// <summary>Values of rows as values of steps, NaN where there is no row.</summary>
    public double[] Spread(List<double> rows) => Spread(rows, double.NaN);

    /// <summary>Fields of rows as fields of steps.</summary>
    public T[] Spread<T>(List<T> rows, T absent)
    {
        if (Places is null) return [.. rows];
        var steps = new T[Steps];
        Array.Fill(steps, absent);
        for (var row = 0; row < Places.Length; row++) steps[Places[row]] = rows[row];
        return steps;
    }

    /// <summary>The row behind the longest gap; 0 when there is none.</summary>
    public int BehindLongestGap()
    {
        var (longest, behind) = (1, 0);
        for (var row = 1; row < (Places?.Length ?? 0); row++)
            if (Places![row] - Places[row - 1] > longest) (longest, behind) = (Places[row] - Places[row - 1], row);
        return behind;
    }
}

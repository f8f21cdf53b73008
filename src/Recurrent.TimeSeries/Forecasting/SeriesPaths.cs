namespace Recurrent.TimeSeries.Forecasting;

/// <summary>Possible futures of one series, all equally likely; values of one path belong together over the steps.</summary>
public sealed class SeriesPaths
{
    private readonly double[][] _paths;

    internal SeriesPaths(Series history, double[][] paths)
    {
        (History, _paths) = (history, paths);
        Stamps = history.FutureStamps(paths[0].Length);
    }

    /// <summary>Id of the series.</summary>
    public string Id => History.Id;

    /// <summary>The values the paths continue.</summary>
    public Series History { get; }

    /// <summary>Stamps of the steps, written like the input. [H]</summary>
    public IReadOnlyList<string> Stamps { get; }

    /// <summary>H, the number of steps.</summary>
    public int Horizon => Stamps.Count;

    /// <summary>Number of paths.</summary>
    public int Count => _paths.Length;

    /// <summary>One path.</summary>
    /// <param name="index">0 to <see cref="Count"/> − 1.</param>
    /// <returns>One value a step, in the unit of the series. [H]</returns>
    /// <exception cref="ArgumentOutOfRangeException">There is no such path.</exception>
    public IReadOnlyList<double> Path(int index) => (uint)index < (uint)_paths.Length
        ? _paths[index]
        : throw new ArgumentOutOfRangeException(nameof(index), index, $"There are {_paths.Length} paths; give a number from 0 to {_paths.Length - 1}.");

    /// <summary>A number for each path, such as the sum over the steps: its distribution is that of the number.</summary>
    /// <param name="measure">Takes the values of one path. [H]</param>
    /// <returns>One number a path, in growing order.</returns>
    public double[] Measure(Func<IReadOnlyList<double>, double> measure)
    {
        ArgumentNullException.ThrowIfNull(measure);
        double[] numbers = [.. _paths.Select(measure)];
        Array.Sort(numbers);
        return numbers;
    }
}

using Recurrent.Tensors.Random;
using Recurrent.TimeSeries.AnomalyDetection;

namespace Recurrent.TimeSeries.Embedded;

/// <summary>Generated streams with known faults, to try detection on without a file; the same numbers every time.</summary>
public static class DemoStreams
{
    private const int MinutesPerRow = 5;
    private const int RowsPerDay = 288;
    private const int LoadDays = 28;
    private const int PumpRows = 3000;
    private static readonly DateTime Start = new(2025, 3, 3);

    /// <summary>Load of a server, every five minutes for four weeks, with a daily cycle; behind row 6000 a spike, a night of work, and a day on which nothing is asked of it. [8064, 1]</summary>
    public static DetectionTable ServerLoad()
    {
        const int rows = LoadDays * RowsPerDay;
        var noise = Noise("server load", rows);
        var (values, labels) = (new double[rows], new bool[rows]);
        for (var row = 0; row < rows; row++)
        {
            var day = row / RowsPerDay % 7;
            var daily = Math.Max(0, Math.Sin(((double)row / RowsPerDay * Math.Tau) - 1.8));
            values[row] = 20 + ((day < 5 ? 45 : 15) * daily) + (3 * noise[row]);
        }
        Change(labels, (22 * RowsPerDay) + 60, 3, row => values[row] = 110);
        Change(labels, (24 * RowsPerDay) + 12, 36, row => values[row] += 35);
        Change(labels, (25 * RowsPerDay) + 120, 60, row => values[row] = 20 + (3 * noise[row]));
        return new DetectionTable("server load", ["load"], values, Times(rows, TimeSpan.FromMinutes(MinutesPerRow)), labels);
    }

    /// <summary>Speed, pressure and current of a pump, every second; behind row 2400 a valve that closes and a sensor that stands still. [3000, 3]</summary>
    public static DetectionTable Pump()
    {
        var noise = Noise("pump", 3 * PumpRows);
        var (values, labels) = (new double[3 * PumpRows], new bool[PumpRows]);
        for (var row = 0; row < PumpRows; row++)
        {
            var speed = 50 + (8 * Math.Sin(row * Math.Tau / 40)) + (3 * Math.Sin(row * Math.Tau / 97));
            values[3 * row] = speed + noise[3 * row];
            values[(3 * row) + 1] = (0.04 * speed) + (0.05 * noise[(3 * row) + 1]);
            values[(3 * row) + 2] = 2 + (0.1 * speed) + (0.1 * noise[(3 * row) + 2]);
        }
        Change(labels, 2450, 150, row => values[(3 * row) + 1] += 0.8);
        Change(labels, 2750, 120, row => values[(3 * row) + 2] = values[(3 * 2750) + 2]);
        return new DetectionTable("pump", ["speed", "pressure", "current"], values, Times(PumpRows, TimeSpan.FromSeconds(1)), labels);
    }

    private static void Change(bool[] labels, int start, int count, Action<int> change)
    {
        for (var row = start; row < start + count; row++)
        {
            change(row);
            labels[row] = true;
        }
    }

    private static float[] Noise(string name, int count)
    {
        var noise = new float[count];
        new RandomSource(1).Stream("demo/" + name).FillNormal(noise);
        return noise;
    }

    private static long[] Times(int rows, TimeSpan step) => [.. Enumerable.Range(0, rows).Select(row => Start.Ticks + (row * step.Ticks))];
}

using Recurrent.Kernels.Elementwise;

namespace Recurrent.Tensors.Sequences;

/// <summary>Cosines and sines of the angles by which rotary positions turn the features of queries and keys.</summary>
/// <remarks>
/// Pair i of a head of width D turns by position · 10000^(−2i/D); Su and others, "RoFormer", 2021, equation 15. The angle is reduced to one
/// turn in double precision, so that streams of millions of steps stay as exact as short ones. The products of queries and keys then depend on
/// the difference of their positions only.
/// </remarks>
public sealed class RotaryAngles
{
    private const double Base = 10000;
    private const double Turn = 4294967296;
    private readonly float[] _cosines;
    private readonly float[] _sines;
    private readonly int _rows;

    private RotaryAngles(int width, int time, int rows)
    {
        Width = width;
        Half = width / 2;
        _rows = rows;
        _cosines = new float[time * rows * Half];
        _sines = new float[time * rows * Half];
        Time = time;
    }

    /// <summary>T, the number of steps.</summary>
    public int Time { get; }

    /// <summary>D, the width of a head.</summary>
    public int Width { get; }

    /// <summary>D/2, the pairs of a head.</summary>
    public int Half { get; }

    /// <summary>The angles of T steps of several rows.</summary>
    /// <param name="width">D, the width of a head, at least 1; the last feature of an odd one is not turned.</param>
    /// <param name="time">T.</param>
    /// <param name="starts">The position of each row's first step, at least 0.</param>
    /// <returns>Angles of T steps.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The width is below 1.</exception>
    public static RotaryAngles Of(int width, int time, params ReadOnlySpan<long> starts)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 1);

        // Rows that begin at the same position share their angles.
        bool isShared = starts.IsEmpty || !starts.ContainsAnyExcept(starts[0]);
        var angles = new RotaryAngles(width, time, isShared ? 1 : starts.Length);
        double[] turns = TurnsOf(width);
        for (int step = 0; step < time; step++)
        {
            for (int row = 0; row < angles._rows; row++)
            {
                angles.Fill((step * angles._rows) + row, (starts.IsEmpty ? 0 : starts[row]) + step, turns);
            }
        }

        return angles;
    }

    /// <summary>Turns of one position, for streams: cosines and sines of every pair.</summary>
    internal static void Fill(long position, ReadOnlySpan<double> turns, Span<float> cosines, Span<float> sines)
    {
        for (int pair = 0; pair < turns.Length; pair++)
        {
            double turn = position * turns[pair];
            cosines[pair] = (float)PortableMath.CosineSine((uint)((turn - Math.Floor(turn)) * Turn), out double sine);
            sines[pair] = (float)sine;
        }
    }

    /// <summary>Turns of each pair from one position to the next.</summary>
    internal static double[] TurnsOf(int width) => [.. Enumerable.Range(0, width / 2).Select(pair => Math.Pow(Base, -2.0 * pair / width) / Math.Tau)];

    /// <summary>Cosines of a step of a row, D/2 of them.</summary>
    internal ReadOnlySpan<float> Cosines(int step, int row) => _cosines.AsSpan(At(step, row), Half);

    /// <summary>Sines of a step of a row, D/2 of them.</summary>
    internal ReadOnlySpan<float> Sines(int step, int row) => _sines.AsSpan(At(step, row), Half);

    private int At(int step, int row) => ((step * _rows) + (_rows == 1 ? 0 : row)) * Half;

    private void Fill(int entry, long position, double[] turns) =>
        Fill(position, turns, _cosines.AsSpan(entry * Half, Half), _sines.AsSpan(entry * Half, Half));
}

using Recurrent.Kernels.Threading;

namespace Recurrent.Tensors.Ops.Recurrences.Scans;

/// <summary>Time cut into windows, so that what a window's scan reads or writes is still in the cache when a matrix product writes or reads it.</summary>
/// <remarks>The cut depends on shapes only, so results do not depend on the threads.</remarks>
internal readonly struct ScanWindows
{
    /// <summary>Rows of a matrix product that are summed in one go; fewer would read and write the sums more often.</summary>
    private const int FewestRows = 256;

    /// <summary>Gates of a window, some hundred kilobytes, unless <see cref="FewestRows"/> have more.</summary>
    private const int Gates = 192 * 1024;

    private readonly int _time;
    private readonly int _steps;

    private ScanWindows(int time, int steps) => (_time, _steps) = (time, steps);

    /// <summary>How many there are; one where there is no step.</summary>
    public int Count => Math.Max(1, (_time + _steps - 1) / _steps);

    /// <summary>All steps in one window.</summary>
    public static ScanWindows Whole(int time) => new(time, Math.Max(1, time));

    /// <summary>Windows of some steps.</summary>
    /// <param name="time">T.</param>
    /// <param name="batch">B, the rows of a step.</param>
    /// <param name="gates">G·H, the values of a row.</param>
    public static ScanWindows Of(int time, int batch, int gates)
    {
        int rows = Math.Max(1, Gates / Math.Max(1, gates) / FewestRows) * FewestRows;
        return new ScanWindows(time, Math.Max(1, rows / Math.Max(1, batch)));
    }

    /// <summary>The steps of a window, in the order of time.</summary>
    public ItemRange this[int number] => new(number * _steps, Math.Min(_time, (number + 1) * _steps));
}

namespace Recurrent.Training.Bptt;

/// <summary>One update's part of a stream.</summary>
/// <param name="Start">First step read; the carried state belongs before it.</param>
/// <param name="GradientStart">From which step on gradients flow.</param>
/// <param name="LossStart">From which step on the loss counts.</param>
/// <param name="End">One past the last step.</param>
/// <param name="NextStart">First step of the next window, where the state to carry is taken; from <paramref name="Start"/> to <paramref name="End"/>.</param>
public readonly record struct BpttWindow(int Start, int GradientStart, int LossStart, int End, int NextStart)
{
    /// <summary>The windows of a stream.</summary>
    /// <param name="time">T, its number of steps, at least 0.</param>
    /// <param name="options">k1 and k2.</param>
    /// <returns>One window per update; the last may have fewer new steps.</returns>
    public static IEnumerable<BpttWindow> Of(int time, BpttOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        (int between, int back) = (options.StepsBetweenUpdates, options.StepsBack);
        int start = 0;
        for (int read = 0; read < time; read += between)
        {
            int end = (int)Math.Min(time, (long)read + between);
            int gradientStart = Math.Max(start, end - back);
            int nextEnd = (int)Math.Min(time, (long)end + between);
            int nextStart = Math.Clamp(nextEnd - back, start, end);
            yield return new BpttWindow(start, gradientStart, Math.Max(read, gradientStart), end, nextStart);
            start = nextStart;
        }
    }
}

namespace Recurrent.TimeSeries.Baselines;

/// <summary>How much of each one-step error goes into the level, the slope and the season of exponential smoothing.</summary>
/// <param name="Level">α, 0 to 1.</param>
/// <param name="Slope">β, 0 to α; 0 keeps the slope as it is.</param>
/// <param name="Season">γ, 0 to 1 − α.</param>
internal readonly record struct SmoothingConstants(double Level, double Slope, double Season)
{
    private const double Largest = 0.98;
    private const double FinestStep = 0.01;
    private static readonly double[] Levels = [0.02, 0.1, 0.25, 0.4, 0.6, 0.8, 0.98];
    /// <summary>Shares of what the level leaves.</summary>
    private static readonly double[] Shares = [0, 0.05, 0.2, 0.5, 0.9];
    private static readonly double[] Slopes = [0, 0.01, 0.05, 0.2];

    /// <summary>The constants with the smallest squared one-step errors: the best of a coarse grid, then steps around it that halve.</summary>
    /// <param name="run">Passes over the history.</param>
    /// <param name="history">Known values. [T]</param>
    /// <param name="isSeasonal">Whether there is a season to smooth.</param>
    /// <param name="isSteady">Whether the slope stays as it is.</param>
    public static SmoothingConstants Fit(SmoothingRun run, ReadOnlySpan<double> history, bool isSeasonal, bool isSteady)
    {
        var (best, smallest) = (default(SmoothingConstants), double.PositiveInfinity);
        foreach (var level in Levels)
        {
            foreach (var share in isSeasonal ? Shares : [0])
                foreach (var slope in isSteady ? [0] : Slopes)
                    Try(new SmoothingConstants(level, slope * level, share * (1 - level)), history);
        }
        for (var step = 0.08; step >= FinestStep; step /= 2)
        {
            var centre = best;
            Try(centre with { Level = centre.Level + step }, history);
            Try(centre with { Level = centre.Level - step }, history);
            if (isSeasonal) Try(centre with { Season = centre.Season + step }, history);
            if (isSeasonal) Try(centre with { Season = centre.Season - step }, history);
            if (!isSteady) Try(centre with { Slope = centre.Slope + (step / 4) }, history);
            if (!isSteady) Try(centre with { Slope = centre.Slope - (step / 4) }, history);
        }
        return best;

        void Try(SmoothingConstants candidate, ReadOnlySpan<double> values)
        {
            var level = Math.Clamp(candidate.Level, 0.01, Largest);
            var constants = new SmoothingConstants(level, Math.Clamp(candidate.Slope, 0, level), Math.Clamp(candidate.Season, 0, 1 - level));
            var error = run.Fit(values, constants);
            if (error < smallest) (best, smallest) = (constants, error);
        }
    }
}

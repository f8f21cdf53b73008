namespace Recurrent.TimeSeries.Forecasting;

/// <summary>Forecast quantiles beside what happened.</summary>
/// <param name="Quantiles">Row-major <c>[H, B, Q]</c>.</param>
/// <param name="Targets">Row-major <c>[H, B]</c>.</param>
/// <param name="Rows">B.</param>
/// <param name="Levels">Q.</param>
internal sealed record ScoredBatch(double[] Quantiles, float[] Targets, int Rows, int Levels)
{
    /// <summary>0 where a target is missing; null when all are known. <c>[H, B]</c></summary>
    public float[]? Mask { get; init; }

    /// <summary>Known targets.</summary>
    public int Known => Mask?.Count(static weight => weight > 0) ?? Targets.Length;

    /// <summary>Adds, for steps from <paramref name="first"/> on, how far each value lies outside in units of the interval's half width.</summary>
    public void AddScores(List<double> scores, int first, int length, QuantilePlaces places)
    {
        var end = Math.Min((first + length) * Rows, Targets.Length);
        for (var index = first * Rows; index < end; index++)
        {
            if (Mask?[index] == 0) continue;
            var quantiles = Quantiles.AsSpan(index * Levels, Levels);
            var distance = Targets[index] - quantiles[places.Median];
            var half = distance >= 0 ? quantiles[places.Upper] - quantiles[places.Median] : quantiles[places.Median] - quantiles[places.Lower];
            // A width of nothing would make every value infinitely far outside.
            scores.Add(Math.Abs(distance) / Math.Max(half, 1e-6));
        }
    }
}

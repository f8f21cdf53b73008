using Recurrent.TimeSeries.Backtesting;

namespace Recurrent.TimeSeries.Scaling;

/// <summary>Divides by the mean absolute value, so that zero stays zero and series of any size look alike.</summary>
/// <remarks><c>Offset = 0, Factor = (1/n) Σ |x_t|</c>, or 1 when all values are 0 (Salinas et al., DeepAR, 2017).</remarks>
public static class MeanScaler
{
    /// <summary>Learns the scale.</summary>
    /// <param name="training">The only data the scale may see; values that are NaN, which stands for missing, are left out, and a part without any gives the identity.</param>
    /// <returns>The scale.</returns>
    public static SeriesScale Fit(TrainingPart training)
    {
        var mean = 0.0;
        var known = KnownValues.Count(training.Values);
        foreach (var value in training.Values)
            if (!double.IsNaN(value)) mean += Math.Abs(value) / known;
        return SeriesScale.Safe(0, mean);
    }
}

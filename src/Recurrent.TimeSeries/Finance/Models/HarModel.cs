using MathNet.Numerics.LinearRegression;
using Recurrent.TimeSeries.Finance.Prices;

namespace Recurrent.TimeSeries.Finance.Models;

/// <summary>
/// Heterogeneous autoregression by ordinary least squares: tomorrow's variance from that of the last day and the means of the last
/// 5 and 22 days (Corsi, 2009).
/// </summary>
/// <param name="Form">Whether variances or their logarithms are regressed.</param>
/// <param name="UsesRange">
/// Whether a day's variance is read from its range, where there is one, instead of its squared return. Forecasts are then multiplied by
/// mean r² / mean range variance of the history, since both have to speak of the close-to-close return.
/// </param>
public sealed record HarModel(HarForm Form = HarForm.Levels, bool UsesRange = false) : IVolatilityModel
{
    internal const int FewestDays = 60;

    /// <inheritdoc/>
    public string Name => (UsesRange ? "har_range" : "har") + (Form == HarForm.Logs ? "_log" : "_ols");

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">There are fewer than 60 days.</exception>
    public IFittedVolatility Fit(PriceTable history, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(history);
        if (history.Days < FewestDays) throw new ArgumentException($"Received {history.Days} days; a HAR model needs at least {FewestDays}.", nameof(history));
        var ranged = UsesRange && history.HasRange;
        var memory = new HarMemory(Form, ranged, Floor(history, ranged));
        var (rows, targets) = (new List<double[]>(), new List<double>());
        memory.Push(history[0]);
        for (var day = 1; day < history.Days; day++)
        {
            var features = memory.IsFull ? memory.Features() : null;
            memory.Push(history[day]);
            if (features is null) continue;
            rows.Add(features);
            targets.Add(memory.Last);
        }
        var weights = MultipleRegression.QR([.. rows], [.. targets], intercept: true);

        // Days without any move leave the line open; its mean is then all that is known.
        if (!Array.TrueForAll(weights, double.IsFinite)) weights = [targets.Average(), 0, 0, 0];
        return Finish(history, memory, weights, rows, targets);
    }

    private FittedHar Finish(PriceTable history, HarMemory memory, double[] weights, List<double[]> rows, List<double> targets)
    {
        var residual = 0.0;
        for (var row = 0; row < rows.Count; row++)
        {
            var error = targets[row] - FittedHar.Predict(weights, rows[row]);
            residual += error * error / rows.Count;
        }
        var square = ReturnMoments.MeanSquare(history);
        var scale = memory.IsRanged ? square / ReturnMoments.MeanRangeVariance(history) : 1;
        return new FittedHar(memory.Fresh(), weights, Form == HarForm.Logs ? residual / 2 : 0, scale, square);
    }

    /// <summary>The logarithm of a day without a move has to stop somewhere: at a hundredth of the mean variance.</summary>
    private static double Floor(PriceTable history, bool ranged) =>
        0.01 * (ranged ? ReturnMoments.MeanRangeVariance(history) : ReturnMoments.MeanSquare(history));
}

using MathNet.Numerics.LinearAlgebra;
using MathNet.Numerics.Optimization;
using Recurrent.TimeSeries.Finance.Prices;

namespace Recurrent.TimeSeries.Finance.Models;

/// <summary>GARCH(1,1) fitted by Gaussian quasi-likelihood: <c>h = ω + α r² + β h</c> (Bollerslev, 1986).</summary>
public sealed record GarchModel : IVolatilityModel
{
    private const double Tolerance = 1e-7;
    private const int MostSteps = 2000;

    /// <inheritdoc/>
    public string Name => "garch";

    /// <inheritdoc/>
    public IFittedVolatility Fit(PriceTable history, CancellationToken cancellationToken = default)
    {
        var scale = ReturnMoments.MeanSquare(history);
        double[] returns = [.. Enumerable.Range(1, Math.Max(0, history.Days - 1)).Select(day => history.Return(day) / Math.Sqrt(scale))];
        var objective = ObjectiveFunction.Value(point => Loss(Recursion(point), returns));
        var start = Vector<double>.Build.DenseOfArray([0, Logit(0.97), Logit(0.08)]);
        var (constant, shock, persistence, first) = Recursion(Minimum(objective, start));
        return new RecursiveVariance(new VarianceRecursion(constant * scale, shock, persistence, first * scale));
    }

    private static Vector<double> Minimum(IObjectiveFunction objective, Vector<double> start)
    {
        try
        {
            return new NelderMeadSimplex(Tolerance, MostSteps).FindMinimum(objective, start).MinimizingPoint;
        }
        catch (MaximumIterationsException)
        {
            // A likelihood without a peak, as on days that hardly move: the usual parameters say as much as any others.
            return start;
        }
    }

    /// <summary>Any three numbers make a stationary recursion: log of the long-run variance, logits of α + β and of α's share in it.</summary>
    private static VarianceRecursion Recursion(Vector<double> point)
    {
        var level = Math.Exp(Math.Clamp(point[0], -10, 10));
        var total = 0.9999 * Logistic(point[1]);
        var shock = total * Logistic(point[2]);
        return new VarianceRecursion(level * (1 - total), shock, total - shock, level);
    }

    private static double Loss(VarianceRecursion recursion, double[] returns)
    {
        var (variance, sum) = (recursion.Start, 0.0);
        foreach (var one in returns)
        {
            sum += Math.Log(variance) + (one * one / variance);
            variance = recursion.Next(variance, one);
        }
        return sum / Math.Max(1, returns.Length);
    }

    private static double Logistic(double value) => 1 / (1 + Math.Exp(-value));

    private static double Logit(double share) => Math.Log(share / (1 - share));
}

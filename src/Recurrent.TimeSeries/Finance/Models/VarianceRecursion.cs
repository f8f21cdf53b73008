namespace Recurrent.TimeSeries.Finance.Models;

/// <summary><c>h' = ω + α r² + β h</c> from h₁ = start.</summary>
internal readonly record struct VarianceRecursion(double Constant, double Shock, double Persistence, double Start)
{
    private const double Smallest = 1e-14;

    public double Next(double variance, double dayReturn) => Math.Max(Smallest, Constant + (Shock * dayReturn * dayReturn) + (Persistence * variance));
}

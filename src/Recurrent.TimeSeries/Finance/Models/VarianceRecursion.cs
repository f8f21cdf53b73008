namespace Recurrent.TimeSeries.Finance.Models;

/// <summary><c>h' = ω + α r² + β h</c> from h₁ = start.</summary>
internal readonly record struct VarianceRecursion(double Constant, double Shock, double Persistence, double Start)
{
    public double Next(double variance, double dayReturn) => Constant + (Shock * dayReturn * dayReturn) + (Persistence * variance);
}

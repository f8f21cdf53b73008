namespace Recurrent.TimeSeries.Signals.Regression.StateSpace;

/// <summary>A piece of a record that is simulated in one go from a first state of its own.</summary>
/// <param name="Inputs">Scaled inputs, row-major. <c>[T, I]</c></param>
/// <param name="Outputs">Scaled outputs, row-major. <c>[T, O]</c></param>
/// <param name="Roles">What each step is for. <c>[T]</c></param>
internal sealed record StateSpaceSegment(ReadOnlyMemory<double> Inputs, ReadOnlyMemory<double> Outputs, ReadOnlyMemory<StepRole> Roles)
{
    /// <summary>T.</summary>
    public int Steps => Roles.Length;

    /// <summary>Steps of a role.</summary>
    public int Count(StepRole role) => Roles.Span.Count(role);
}

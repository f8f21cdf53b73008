namespace Recurrent.TimeSeries.Signals.Regression.StateSpace;

/// <summary>A piece of a record that is simulated from a state of its own.</summary>
/// <param name="Inputs">Scaled inputs, row-major. <c>[T, I]</c></param>
/// <param name="Outputs">Scaled outputs, row-major. <c>[T, O]</c></param>
/// <param name="ScoredFrom">First step whose error counts; those before it only bring the state on its way.</param>
/// <param name="TrainedTo">One past the last step that training sees; the steps after it are for validation.</param>
internal sealed record StateSpaceSegment(ReadOnlyMemory<double> Inputs, ReadOnlyMemory<double> Outputs, int ScoredFrom, int TrainedTo);

namespace Recurrent.TimeSeries.Signals.Regression.StateSpace;

/// <summary>Where a fit ended.</summary>
/// <param name="Point">The best by validation, or the last without validation.</param>
/// <param name="Validation">Its validation RMSE, scaled; NaN without validation.</param>
/// <param name="Training">Its training RMSE, scaled.</param>
/// <param name="BestIteration">After how many improvements it was reached.</param>
/// <param name="Iterations">Improvements made.</param>
internal sealed record LevenbergResult(StateSpacePoint Point, double Validation, double Training, int BestIteration, int Iterations);

using Recurrent.TimeSeries.Finance;
using Recurrent.TimeSeries.Finance.Scoring;

namespace Recurrent.Cli.Tasks.Volatility;

/// <summary>A finished volatility run.</summary>
/// <param name="Request">What was asked for.</param>
/// <param name="Training">The model.</param>
/// <param name="Test">Scores of the walk forward; null when no days were kept for it.</param>
internal sealed record VolatilityOutcome(VolatilityRequest Request, VolatilityTraining Training, VolatilityEvaluation? Test);

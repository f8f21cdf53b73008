using Recurrent.TimeSeries.Signals.Regression.StateSpace;

namespace Recurrent.TimeSeries.Signals.Regression.Fitting;

/// <summary>A fit and where it ended.</summary>
internal sealed record FittedMember(FitJob Job, LevenbergResult Result);

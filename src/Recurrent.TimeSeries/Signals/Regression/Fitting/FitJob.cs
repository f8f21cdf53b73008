namespace Recurrent.TimeSeries.Signals.Regression.Fitting;

/// <summary>One fit of one member.</summary>
/// <param name="Setting">Its sizes.</param>
/// <param name="Fold">Its fold.</param>
/// <param name="Restart">Number of its random units.</param>
internal readonly record struct FitJob(FitSetting Setting, int Fold, int Restart);

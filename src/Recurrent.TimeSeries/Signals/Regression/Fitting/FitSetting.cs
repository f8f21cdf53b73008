namespace Recurrent.TimeSeries.Signals.Regression.Fitting;

/// <summary>What is chosen by validation.</summary>
/// <param name="States">S.</param>
/// <param name="Ridge">Weight of the squared nonlinear weights.</param>
internal readonly record struct FitSetting(int States, double Ridge);

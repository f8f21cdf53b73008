namespace Recurrent.TimeSeries.Forecasting;

/// <summary>Where the levels of one interval stand among all levels.</summary>
internal readonly record struct QuantilePlaces(int Lower, int Median, int Upper);

namespace Recurrent.TimeSeries.Forecasting;

/// <summary>A static property the model reads: one input for each text seen in training; other texts give all zeros.</summary>
internal sealed record StaticVocabulary(string Name, string[] Values);

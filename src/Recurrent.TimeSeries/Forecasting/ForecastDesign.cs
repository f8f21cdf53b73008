namespace Recurrent.TimeSeries.Forecasting;

/// <summary>A model and its training with nothing left open.</summary>
internal sealed record ForecastDesign(ForecastArchitecture Architecture, ForecastPreprocessing Preprocessing, TrainingSettings Training);

namespace Recurrent.TimeSeries.Forecasting;

/// <summary>A covariate the model reads and its scale over the training values.</summary>
internal sealed record CovariateScale(string Name, CovariateKind Kind, double Offset, double Factor);

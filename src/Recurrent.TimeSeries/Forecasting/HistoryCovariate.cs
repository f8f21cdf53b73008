using System.Text.Json.Serialization;

namespace Recurrent.TimeSeries.Forecasting;

/// <summary>One covariate as it stands in the history file of a model folder.</summary>
internal sealed record HistoryCovariate(string Name, CovariateKind Kind, [property: JsonNumberHandling(JsonNumberHandling.AllowNamedFloatingPointLiterals)] double[] Values, string[]? Labels = null);

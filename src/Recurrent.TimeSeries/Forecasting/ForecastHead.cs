using System.Text.Json.Serialization;
using Recurrent.Tensors.Storage;

namespace Recurrent.TimeSeries.Forecasting;

/// <summary>What a forecasting network gives for each step, and so what it learns by.</summary>
/// <remarks>
/// <see cref="Quantiles"/> and <see cref="Point"/> forecast all steps at once. The others describe the next value by a distribution, learn by its
/// likelihood and forecast by drawing a value, reading it and going on (DeepAR: Salinas et al., 2017). The paths drawn like this hold together
/// over the steps, so sums, maxima and stocks over a horizon have distributions too (<see cref="Forecaster.SamplePaths(PathOptions, IReadOnlyDictionary{string, IReadOnlyList{Covariate}})"/>).
/// </remarks>
[JsonConverter(typeof(EnumNameConverter<ForecastHead>))]
public enum ForecastHead
{
    /// <summary>Quantiles of each step, learnt by the quantile loss; nothing is assumed about the distribution.</summary>
    Quantiles,

    /// <summary>Normal distribution of the next value; with <see cref="DataTransformKind.Log"/> log-normal.</summary>
    Normal,

    /// <summary>Student's t-distribution with more than 2 degrees of freedom: normal with heavier tails, for series with outliers.</summary>
    StudentT,

    /// <summary>Counts whose variance exceeds their mean, many zeros among them: sales of single items, visits, failures.</summary>
    NegativeBinomial,

    /// <summary>Counts of independent events, whose variance is their mean.</summary>
    Poisson,

    /// <summary>Gamma distribution, for values above 0 that are skewed to the right: durations, amounts, flows.</summary>
    Gamma,

    /// <summary>One number for each step, the mean, learnt by the squared error; there are no intervals.</summary>
    Point,
}

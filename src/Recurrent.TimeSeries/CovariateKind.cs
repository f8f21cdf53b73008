using System.Text.Json.Serialization;
using Recurrent.Tensors.Storage;

namespace Recurrent.TimeSeries;

/// <summary>When the values of a covariate are known.</summary>
[JsonConverter(typeof(EnumNameConverter<CovariateKind>))]
public enum CovariateKind
{
    /// <summary>Known up to now only, such as measured weather.</summary>
    Past,

    /// <summary>Known ahead of time, such as prices or holidays.</summary>
    Future,
}

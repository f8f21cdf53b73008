namespace Recurrent.TimeSeries;

/// <summary>When the values of a covariate are known.</summary>
public enum CovariateKind
{
    /// <summary>Known up to now only, such as measured weather.</summary>
    Past,

    /// <summary>Known ahead of time, such as prices or holidays.</summary>
    Future,
}

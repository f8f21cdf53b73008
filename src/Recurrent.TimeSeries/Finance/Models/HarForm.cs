namespace Recurrent.TimeSeries.Finance.Models;

/// <summary>What a heterogeneous autoregression is fitted to.</summary>
public enum HarForm
{
    /// <summary>The variance itself.</summary>
    Levels,

    /// <summary>Its logarithm, turned back with half the residual variance.</summary>
    Logs,
}

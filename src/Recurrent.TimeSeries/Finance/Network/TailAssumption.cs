namespace Recurrent.TimeSeries.Finance.Network;

/// <summary>What a network takes standardised returns for while it learns.</summary>
/// <remarks>
/// The normal likelihood is QLIKE up to a constant, but a single crash weighs with its square; under heavy tails it weighs little. An
/// ensemble of both forecasts better than either.
/// </remarks>
internal enum TailAssumption
{
    /// <summary>Normal.</summary>
    Normal,

    /// <summary>Student's t with five degrees of freedom.</summary>
    Heavy,
}

using Recurrent.TimeSeries.Finance.Network;

namespace Recurrent.TimeSeries.Finance;

/// <summary>One fit of the walk forward.</summary>
/// <param name="LearntThrough">Last day it learnt from; it forecasts the days behind it.</param>
/// <param name="Networks">What it learnt.</param>
/// <param name="Residuals">Standardised returns up to that day, oldest first.</param>
internal sealed record VolatilityFit(DateOnly LearntThrough, NetworkFit Networks, double[] Residuals);

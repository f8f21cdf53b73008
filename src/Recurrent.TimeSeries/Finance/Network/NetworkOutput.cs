using Recurrent.Tensors;

namespace Recurrent.TimeSeries.Finance.Network;

/// <summary>What a network says of the days behind those it read.</summary>
/// <param name="LogVariance">Log variance in units of the scale. <c>[T, B, 1]</c></param>
/// <param name="LogOdds">Log odds that the day rises. <c>[T, B, 1]</c></param>
internal readonly record struct NetworkOutput(Tensor LogVariance, Tensor LogOdds);

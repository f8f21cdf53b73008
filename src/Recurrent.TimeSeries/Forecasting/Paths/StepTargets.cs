using Recurrent.Tensors;

namespace Recurrent.TimeSeries.Forecasting.Paths;

/// <summary>What happened at the steps of a batch.</summary>
/// <param name="Targets">Values to be explained. <c>[T, B]</c></param>
/// <param name="Weights">1 where a target counts, otherwise 0. <c>[T, B]</c></param>
/// <param name="Units">The unit of each row. <c>[T, B]</c></param>
internal readonly record struct StepTargets(Tensor Targets, Tensor Weights, Tensor Units);

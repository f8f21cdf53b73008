using Recurrent.Layers.Sequence;

namespace Recurrent.TimeSeries.Forecasting.Paths;

/// <summary>Paths of one origin and one member that are drawn together.</summary>
/// <param name="Origin">Where they begin.</param>
/// <param name="Units">Measures of the window.</param>
/// <param name="Member">Which network draws them.</param>
/// <param name="State">The network's state after the context, one row.</param>
/// <param name="Streams">Random numbers of each path. [n]</param>
/// <param name="Paths">Filled with transformed values. <c>[n][H]</c></param>
internal sealed record PathBlock(
    WindowOrigin Origin, PathUnits Units, int Member, SequenceState State, StreamRandom[] Streams, double[][] Paths);

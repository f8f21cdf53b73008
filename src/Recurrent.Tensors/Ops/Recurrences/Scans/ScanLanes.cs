using System.Numerics;

namespace Recurrent.Tensors.Ops.Recurrences.Scans;

/// <summary>Up to four vectors that belong together: the gates of a cell, its weights, or the gradients of either.</summary>
internal readonly record struct ScanLanes(Vector<float> First, Vector<float> Second = default, Vector<float> Third = default, Vector<float> Fourth = default);

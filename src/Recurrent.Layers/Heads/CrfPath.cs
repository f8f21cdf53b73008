using System.Collections.Immutable;

namespace Recurrent.Layers.Heads;

/// <summary>The best tags of one sequence.</summary>
/// <param name="Tags">One tag a step, 0 to K − 1; none for a sequence of length 0.</param>
/// <param name="LogProbability">ln p of these tags, at most 0; NaN where every path is forbidden.</param>
public sealed record CrfPath(ImmutableArray<int> Tags, double LogProbability);

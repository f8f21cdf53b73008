using System.Numerics;
using Recurrent.Tensors.Ops.Elementwise;

namespace Recurrent.Tensors.Ops.Recurrences.Scans;

/// <summary>The last values of a strip, fewer than a vector has.</summary>
internal readonly struct PartLanes : ILaneAccess
{
    public static Vector<float> Load(ReadOnlySpan<float> values) => Partial.Load(values);

    public static void Store(Vector<float> vector, Span<float> values) => Partial.Store(vector, values[..Math.Min(values.Length, Vector<float>.Count)]);
}

using System.Numerics;

namespace Recurrent.Tensors.Ops.Elementwise;

/// <summary>Vectors of fewer values than lanes; the free lanes hold 1, which every function takes without an exception of its own.</summary>
internal static class Partial
{
    public static Vector<float> Load(ReadOnlySpan<float> values)
    {
        Span<float> lanes = stackalloc float[Vector<float>.Count];
        lanes.Fill(1f);
        values[..Math.Min(values.Length, lanes.Length)].CopyTo(lanes);
        return new Vector<float>(lanes);
    }

    public static void Store(Vector<float> vector, Span<float> destination)
    {
        Span<float> lanes = stackalloc float[Vector<float>.Count];
        vector.CopyTo(lanes);
        lanes[..destination.Length].CopyTo(destination);
    }
}

using System.Numerics;
using System.Runtime.CompilerServices;

namespace Recurrent.Tensors.Ops.Recurrences.Scans;

/// <summary>As many values as a vector has.</summary>
internal readonly struct WholeLanes : ILaneAccess
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<float> Load(ReadOnlySpan<float> values) => new(values);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Vector<float> vector, Span<float> values) => vector.CopyTo(values);
}

using System.Numerics;

namespace Recurrent.Tensors.Ops.Recurrences.Scans;

/// <summary>How a vector comes from memory and goes there.</summary>
internal interface ILaneAccess
{
    static abstract Vector<float> Load(ReadOnlySpan<float> values);

    static abstract void Store(Vector<float> vector, Span<float> values);
}

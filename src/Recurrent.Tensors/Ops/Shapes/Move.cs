using Recurrent.Kernels.Elementwise;

namespace Recurrent.Tensors.Ops.Shapes;

/// <summary>Copies or adds runs of values, as the first or a later contribution to a gradient.</summary>
internal static class Move
{
    public static void Into(ReadOnlySpan<float> source, Span<float> destination, bool overwrite)
    {
        if (overwrite)
        {
            source.CopyTo(destination);
        }
        else
        {
            Accumulate.Add(source, destination);
        }
    }
}

namespace Recurrent.Kernels.Threading;

/// <summary>Consecutive items.</summary>
/// <param name="Start">The first item.</param>
/// <param name="End">One past the last item.</param>
internal readonly record struct ItemRange(int Start, int End)
{
    /// <summary>Number of items.</summary>
    public int Length => End - Start;
}

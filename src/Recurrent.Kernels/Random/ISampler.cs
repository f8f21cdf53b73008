namespace Recurrent.Kernels.Random;

/// <summary>Makes four numbers of a distribution from one block.</summary>
/// <typeparam name="T">The type of the numbers.</typeparam>
internal interface ISampler<T>
    where T : unmanaged
{
    /// <summary>Element k comes from word k, or from the pair of words that k belongs to.</summary>
    /// <param name="block">The words.</param>
    /// <param name="destination">At least four elements; the first four are set.</param>
    void Sample(PhiloxBlock block, Span<T> destination);
}

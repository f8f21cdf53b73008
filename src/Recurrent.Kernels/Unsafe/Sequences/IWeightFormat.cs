namespace Recurrent.Kernels.Unsafe.Sequences;

/// <summary>How the packed weights of a step are stored: each 32-bit word holds one column's weights of one or several k.</summary>
/// <typeparam name="TVector">The vector of floats.</typeparam>
internal unsafe interface IWeightFormat<TVector>
    where TVector : struct
{
    /// <summary>Weights in a word: so many k in a row of the panel.</summary>
    static abstract int Group { get; }

    /// <summary>Whether weights are whole numbers that their column's scale makes real.</summary>
    static abstract bool HasScale { get; }

    /// <summary>A vector of weights of one k.</summary>
    /// <param name="words">The vector's words.</param>
    /// <param name="index">Which k of the words, 0 to <see cref="Group"/> − 1.</param>
    static abstract TVector Load(float* words, int index);
}

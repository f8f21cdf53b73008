namespace Recurrent.Kernels.Random;

/// <summary>Makes floats of a distribution from words, one float a word.</summary>
internal interface ISampler
{
    /// <summary>Element k comes from word k, or from the pair of words that k belongs to.</summary>
    /// <param name="words">Whole blocks of four words.</param>
    /// <param name="destination">As long as <paramref name="words"/>.</param>
    void Sample(ReadOnlySpan<uint> words, Span<float> destination);
}

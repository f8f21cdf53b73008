namespace Recurrent.Comparison.Cases;

/// <summary>What all sides of a language-model case read.</summary>
internal sealed class LanguageModelData
{
    /// <summary>Limit of the gradient's global norm, low enough to be active.</summary>
    public const double ClipNorm = 0.25;

    private const ulong Seed = 21;

    public LanguageModelData(LanguageModelCase sizes)
    {
        var numbers = new Numbers(Seed);
        Sizes = sizes;
        double bound = 1 / Math.Sqrt(sizes.Recurrent.Hidden);
        Weights =
        [
            numbers.Weight("embedding.weight", 1, sizes.Vocabulary, sizes.Recurrent.Input),
            .. numbers.Weights(sizes.Recurrent, "recurrent."),
            numbers.Weight("output.weight", bound, sizes.Vocabulary, sizes.Recurrent.Hidden),
            numbers.Weight("output.bias", bound, sizes.Vocabulary),
        ];
        Tokens = numbers.Whole("tokens", sizes.Tokens, 0, sizes.Vocabulary);
        Targets = numbers.Whole("targets", sizes.Tokens, 0, sizes.Vocabulary);
    }

    /// <summary>The case.</summary>
    public LanguageModelCase Sizes { get; }

    /// <summary>Weights by PyTorch's names, below <c>embedding</c>, <c>recurrent</c> and <c>output</c>.</summary>
    public IReadOnlyList<NamedValues> Weights { get; }

    /// <summary>Words read, <c>[T, B]</c>.</summary>
    public int[] Tokens { get; }

    /// <summary>Words to predict, <c>[T, B]</c>.</summary>
    public int[] Targets { get; }
}

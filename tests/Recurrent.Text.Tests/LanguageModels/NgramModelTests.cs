using Recurrent.Text.LanguageModels;

namespace Recurrent.Text.Tests.LanguageModels;

public class NgramModelTests
{
    private static readonly int[] Tokens = [0, 1, 2, 1, 2, 1, 3];

    [Fact]
    public void Unigrams_are_counts_mixed_with_every_token_alike()
    {
        // Six tokens are predicted: 1 ×3, 2 ×2, 3 ×1, three different ones; p(2) = (2 + 3 · 1/4) / (6 + 3).
        var model = new NgramModel(Tokens, vocabulary: 4, order: 1);
        Assert.Equal(-Math.Log(2.75 / 9), model.TotalNats([0, 2]), 1e-12);
        Assert.Equal(-Math.Log(0.75 / 9), model.TotalNats([0, 0]), 1e-12);
    }

    [Fact]
    public void Bigrams_fall_back_to_unigrams()
    {
        // Behind 1 came 2 twice and 3 once: p(2 | 1) = (2 + 2 p(2)) / (3 + 2).
        var model = new NgramModel(Tokens, vocabulary: 4, order: 2);
        Assert.Equal(-Math.Log((2 + (2 * 2.75 / 9)) / 5), model.TotalNats([1, 2]), 1e-12);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void Probabilities_of_all_tokens_add_up_to_one(int order)
    {
        var model = new NgramModel(Tokens, vocabulary: 4, order);
        Assert.Equal(1, Enumerable.Range(0, 4).Sum(token => Math.Exp(model.TotalNats([2, 1, token]) * -1) / Math.Exp(-model.TotalNats([2, 1]))), 1e-9);
    }
}

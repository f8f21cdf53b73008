using Recurrent.Layers.Initialization;
using Recurrent.Tensors.Autograd;
using Recurrent.Tensors.Random;
using Recurrent.Text.Classification;

namespace Recurrent.Text.Tests.Classification;

public sealed class TextExplainerTests
{
    [Theory]
    [InlineData(TextPooling.MaxMean)]
    [InlineData(TextPooling.Max)]
    [InlineData(TextPooling.Mean)]
    [InlineData(TextPooling.Attention)]
    public void Parts_of_the_tokens_sum_to_the_score_of_the_class(TextPooling pooling)
    {
        var model = Trained.Train(Trained.Learnt, Trained.Quick with { Pooling = pooling, Members = 2 }).Model;
        var explained = model.Explain(Trained.Unseen[0].Text);
        var nothing = model.Scores([""], 1)[0];
        var scores = model.Scores([Trained.Unseen[0].Text], 1)[0];
        var other = 1 - explained.Class;
        // Without tokens a score is the bias alone.
        double Margin(float[] own) => (own[explained.Class] - own[other] + own[2 + explained.Class] - own[2 + other]) / 2 / model.Temperature;
        Assert.Equal(Margin(scores) - Margin(nothing), explained.Tokens.Sum(static one => one.Weight), 1e-4);
        Assert.Equal(1, explained.Tokens.Sum(static one => one.Share), 1e-9);
        Assert.Empty(model.Explain("").Tokens);
    }

    [Fact]
    public void Attention_of_the_tokens_is_what_they_weigh_in_the_mean()
    {
        var model = Trained.Train(Trained.Learnt, Trained.Quick with { Pooling = TextPooling.Attention, Members = 2, LogCountRatios = false }).Model;
        foreach (var look in model.State.Network.Parameters().Where(static one => one.Name.Contains("attention", StringComparison.Ordinal)))
            new RandomSource(3).Stream(look.Name).FillNormal(look.Parameter.BeginUpdate());
        var tokens = model.Explain("the soup was awful , I say").Tokens;
        Assert.Equal(1, tokens.Sum(static one => one.Attention!.Value), 1e-5);
        Assert.True(tokens.Max(static one => one.Attention) > 1.2 * tokens.Min(static one => one.Attention));
        // With as much attention for every token it is a mean like any other, and the parts of the tokens are those of their values alone.
        var mean = new TextMember(model.State.Architecture with { Pooling = TextPooling.Mean }, new InitializationScope(new RandomSource(1)));
        foreach (var member in model.State.Network.Members)
        {
            var from = member.Parameters().ToDictionary(static one => one.Name, static one => one.Parameter);
            foreach (var (name, parameter) in mean.Parameters()) from[name].Values.CopyTo(parameter.BeginUpdate());
            var text = model.State.Encoder.Encode("the soup was awful , I say");
            var (parts, attention) = member.Parts(Tape.ForInference(1), TextBatch.Of(Tape.ForInference(1), [text], 0));
            var (even, none) = mean.Parts(Tape.ForInference(1), TextBatch.Of(Tape.ForInference(1), [text], 0));
            Assert.Null(none);
            for (var index = 0; index < parts.Length; index++)
                Assert.Equal(even[index] * attention!.Length * attention[index / (parts.Length / attention.Length)], parts[index], 1e-5);
        }
        Assert.All(Trained.Sentiment.Model.Explain("the soup").Tokens, static one => Assert.Null(one.Attention));
        Assert.Empty(model.Explain("").Tokens);
    }

    [Fact]
    public void Word_that_decides_speaks_for_the_class()
    {
        var explained = Trained.Sentiment.Model.Explain("the soup was dreadful");
        Assert.Equal("negative", explained.Prediction.Label);
        var decisive = explained.Tokens.Single(static one => one.Text == "dreadful");
        Assert.True(decisive.Weight > 0.3 && decisive.Share > 1.0 / explained.Tokens.Count, $"{decisive}");
    }
}

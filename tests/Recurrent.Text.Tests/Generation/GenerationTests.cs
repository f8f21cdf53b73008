using System.Text;
using CsCheck;
using Recurrent.Text.Embedded;
using Recurrent.Text.Generation;
using Recurrent.Text.LanguageModels;

namespace Recurrent.Text.Tests.Generation;

public class GenerationTests
{
    private static readonly string Story = DemoStory.Make(80, seed: 3) + "Ça va 🎉 été\n";
    private static readonly LanguageModelOptions Small = new() { Hidden = 24, Layers = 1, Embedding = 16, BatchSize = 4, Segment = 20, Epochs = 3, Threads = 1 };
    private static readonly Lazy<LanguageModel> Characters = new(() => LanguageModel.Train(Story, options: Small).Model);
    private static readonly Lazy<LanguageModel> Pairs = new(() => LanguageModel.Train(Story, options: Small with { Level = TextLevel.BytePair, VocabularySize = 300 }).Model);

    [Fact]
    public void Same_seed_writes_the_same_text_and_another_another()
    {
        var one = Write(new SamplingOptions { Seed = 5, Length = 200 });
        Assert.Equal(one, Write(new SamplingOptions { Seed = 5, Length = 200 }));
        Assert.NotEqual(one, Write(new SamplingOptions { Seed = 6, Length = 200 }));
        Assert.Equal(200, one.EnumerateRunes().Count());
    }

    [Fact]
    public void Text_that_is_gone_through_twice_is_the_same()
    {
        var text = Characters.Value.Generate("Mira ", new SamplingOptions { Length = 100 }, TestContext.Current.CancellationToken);
        Assert.Equal(string.Concat(text), string.Concat(text));
    }

    [Fact]
    public void One_candidate_is_the_most_probable_whatever_the_seed()
    {
        var greedy = Write(new SamplingOptions { Temperature = 0, Length = 80 });
        Assert.Equal(greedy, Write(new SamplingOptions { TopK = 1, Length = 80, Seed = 8 }));
        Assert.Equal(greedy, Write(new SamplingOptions { TopP = 0, Length = 80, Seed = 9 }));
    }

    [Fact]
    public void Text_goes_on_as_the_model_foresees()
    {
        var model = Characters.Value;
        var written = string.Concat(model.Generate("Anna ", new SamplingOptions { Temperature = 0, Length = 1 }, TestContext.Current.CancellationToken));
        var best = model.State.Tokenizer.Vocabulary.Tokens.Where(one => one.EnumerateRunes().Count() == 1).MinBy(one => model.Surprises("Anna " + one)[^1].Nats);
        Assert.Equal(best, written);
    }

    [Fact]
    public void Text_ends_before_a_stop_string()
    {
        var whole = Write(new SamplingOptions { Length = 300 });
        var stop = whole.Substring(100, 5);
        var stopped = Write(new SamplingOptions { Length = 300, StopStrings = [stop, "never there"] });
        Assert.Equal(whole[..whole.IndexOf(stop, StringComparison.Ordinal)], stopped);
    }

    [Fact]
    public void Filter_gives_all_text_before_the_first_stop_string_however_it_is_cut() =>
        Gen.Select(Gen.String[Gen.Char['a', 'c'], 0, 40], Gen.String[Gen.Char['a', 'c'], 1, 4], Gen.String[Gen.Char['a', 'c'], 1, 3], Gen.Int[1, 5]).Sample((text, stop, other, piece) =>
        {
            var filter = new StopFilter([stop, other]);
            var given = new StringBuilder();
            for (var start = 0; start < text.Length && !filter.IsStopped; start += piece) given.Append(filter.Next(text.Substring(start, Math.Min(piece, text.Length - start))));
            given.Append(filter.Rest());
            // The stop string counts that is complete first.
            var expected = new[] { stop, other }.Select(one => (Place: text.IndexOf(one, StringComparison.Ordinal), one.Length)).Where(one => one.Place >= 0)
                .OrderBy(one => one.Place + one.Length).ThenBy(one => one.Place).Select(one => one.Place).DefaultIfEmpty(text.Length).First();
            Assert.Equal(text[..expected], given.ToString());
        });

    [Fact]
    public void Byte_pairs_never_give_half_a_character()
    {
        foreach (var seed in Enumerable.Range(1, 20))
        {
            var pieces = Pairs.Value.Generate("Ça va ", new SamplingOptions { Temperature = 3, Length = 60, Seed = (ulong)seed }, TestContext.Current.CancellationToken);
            foreach (var piece in pieces) Assert.False(char.IsSurrogate(piece[^1]) && !char.IsLowSurrogate(piece[^1]));
        }
    }

    [Fact]
    public void Repetition_penalty_makes_text_more_varied()
    {
        var plain = Write(new SamplingOptions { Temperature = 0, Length = 120 });
        var varied = Write(new SamplingOptions { Temperature = 0, Length = 120, RepetitionPenalty = 1.5, RepetitionWindow = 20 });
        Assert.True(varied.Distinct().Count() > plain.Distinct().Count(), varied);
    }

    [Fact]
    public void Sampler_draws_in_proportion_to_the_probabilities_that_are_left()
    {
        float[] logarithms = [MathF.Log(0.5f), MathF.Log(0.3f), MathF.Log(0.15f), MathF.Log(0.05f)];
        int[] Counts(SamplingOptions options)
        {
            var sampler = new TokenSampler(options, 4);
            var counts = new int[4];
            for (var draw = 0; draw < 20_000; draw++) counts[sampler.Next(logarithms)]++;
            return counts;
        }

        Assert.InRange(Counts(new SamplingOptions { Temperature = 1 })[2], 2700, 3300);
        int[] two = Counts(new SamplingOptions { Temperature = 1, TopK = 2 });
        Assert.InRange(two[0], 12_200, 12_800);
        Assert.Equal(0, two[2] + two[3]);
        int[] nucleus = Counts(new SamplingOptions { Temperature = 1, TopP = 0.9 });
        Assert.Equal(0, nucleus[3]);
        Assert.True(nucleus[2] > 0);
    }

    private static string Write(SamplingOptions options) => string.Concat(Characters.Value.Generate("Mira ", options, TestContext.Current.CancellationToken));
}

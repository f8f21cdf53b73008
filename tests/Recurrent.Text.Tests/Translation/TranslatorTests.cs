using Recurrent.Tensors.Storage;
using Recurrent.Testing;
using Recurrent.Text.Translation;
using Recurrent.Text.Translation.Decoding;
using Recurrent.Training.Data;

namespace Recurrent.Text.Tests.Translation;

public sealed class TranslatorTests
{
    private static readonly TranslatorOptions Small = new()
    {
        Hidden = 24,
        Embedding = 24,
        VocabularySize = 320,
        BatchSize = 16,
        Epochs = 2,
        Dropout = 0.1,
        LearningRate = 0.01,
        AverageDecay = 0.9,
    };

    public static TheoryData<string> Kinds => ["usual", "words", "stepwise", "additive", "separate", "sampled", "one layer", "transformer"];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Translator_of_every_kind_learns_and_comes_back_from_disk(string kind)
    {
        var options = Of(kind) with { Epochs = 3 };
        var trained = Train(DemoSentences.Draw(300), options);
        Assert.True(trained.ValidationPerplexity < 0.5 * 320, $"perplexity {trained.ValidationPerplexity}");
        using var folder = new TestFolder();
        trained.Model.Save(folder["model"]);
        var loaded = Translator.Load(folder["model"]);
        string[] sentences = ["The dog sees a cat.", "", "Zebra £ 世界 🙂 xyz", "a", "   "];
        var (before, after) = (Translate(trained.Model, sentences), Translate(loaded, sentences));
        Assert.Equal(before.Select(static one => one.Text), after.Select(static one => one.Text));
        Assert.Equal(before.Select(static one => one.LogProbability), after.Select(static one => one.LogProbability));
        Assert.Equal(("", 0.0), (after[1].Text, after[1].LogProbability));
        Assert.Equal("", after[4].Text);
    }

    [Fact]
    public void Translator_learns_a_grammar_well_enough_to_translate_sentences_it_has_not_seen()
    {
        var drawn = DemoSentences.Draw(3000);
        var known = drawn.Take(2700).Select(static pair => pair.Source).ToHashSet();
        SentencePair[] test = [.. drawn.Skip(2800).Where(pair => !known.Contains(pair.Source))];
        var trained = Translator.Train([.. drawn.Take(2700)], Small with { Hidden = 48, Embedding = 48, Epochs = 8 }, [.. drawn.Skip(2700).Take(100)], cancellationToken: TestContext.Current.CancellationToken);
        var evaluation = TranslatorEvaluator.Evaluate(trained.Model, test, new TranslateOptions { Beam = 3 }, cancellationToken: TestContext.Current.CancellationToken);
        Assert.True(evaluation.Model.Bleu.Score > 60, $"BLEU {evaluation.Model.Bleu.Score}");
        Assert.All(evaluation.Baselines, one => Assert.True(one.Bleu.Score < 15, $"{one.Method} {one.Bleu.Score}"));
    }

    [Fact]
    public void Training_gives_the_same_model_for_the_same_seed_whatever_the_threads()
    {
        var pairs = DemoSentences.Draw(120);
        var (one, two) = (Train(pairs, Small with { Threads = 1, Dropout = 0.3 }), Train(pairs, Small with { Threads = 2, Dropout = 0.3 }));
        foreach (var (left, right) in one.Model.State.Network.Parameters().Zip(two.Model.State.Network.Parameters()))
            Assert.Equal(left.Parameter.Values.ToArray(), right.Parameter.Values.ToArray());
    }

    [Fact]
    public void Training_that_is_resumed_equals_training_that_was_never_stopped()
    {
        using var folder = new TestFolder();
        var pairs = DemoSentences.Draw(120);
        var options = Small with { CheckpointFolder = folder["checkpoint"], ScheduledSampling = 0.3 };
        using var stop = new CancellationTokenSource();
        Assert.Throws<OperationCanceledException>(() => Translator.Train(pairs, options, observers: [new StopAfter(5, stop)], cancellationToken: stop.Token));
        var resumed = Train(pairs, options with { Resume = true });
        var straight = Train(pairs, options with { CheckpointFolder = null });
        foreach (var (left, right) in straight.Model.State.Network.Parameters().Zip(resumed.Model.State.Network.Parameters()))
            Assert.Equal(left.Parameter.Values.ToArray(), right.Parameter.Values.ToArray());
    }

    [Fact]
    public void Validation_perplexity_is_that_of_the_kept_weights_when_a_run_is_resumed_after_its_best_epoch()
    {
        using var folder = new TestFolder();
        var pairs = DemoSentences.Draw(80);

        // Letters that are in no training pair are the less expected the longer the run, so that the first epoch is the best.
        SentencePair[] validation = [.. Enumerable.Repeat(new SentencePair("The dog.", "7 8 9 7 8 9"), 5)];
        var options = Small with { CheckpointFolder = folder["checkpoint"], Epochs = 4 };
        using var stop = new CancellationTokenSource();
        var heard = new BestValidation();
        Assert.Throws<OperationCanceledException>(() => Translator.Train(pairs, options, validation, [heard, new StopAfter(12, stop)], stop.Token));
        var later = new BestValidation();
        var resumed = Translator.Train(pairs, options with { Resume = true }, validation, [later], TestContext.Current.CancellationToken);
        Assert.Null(later.Perplexity);
        Assert.Equal(heard.Perplexity!.Value, resumed.ValidationPerplexity, 1e-9);
    }

    [Fact]
    public void Validation_perplexity_is_no_number_without_validation_pairs_of_an_allowed_length() =>
        Assert.Equal(double.NaN, Train(DemoSentences.Draw(20), Small with { Epochs = 1 }, [new SentencePair("", "")]).ValidationPerplexity);

    [Fact]
    public void Translations_are_the_same_one_by_one_and_in_batches_of_every_size()
    {
        var model = Train(DemoSentences.Draw(300), Small).Model;
        string[] sentences = [.. DemoSentences.Draw(40, seed: 5).Select(static pair => pair.Source), "", "Dog."];
        foreach (var beam in new[] { 1, 4 })
        {
            var options = new TranslateOptions { Beam = beam };
            var alone = sentences.Select(one => model.Translate(one, options)).ToArray();
            foreach (var rows in new[] { 1, 8, 33, 256 })
            {
                var together = Translate(model, sentences, options with { Rows = rows });
                Assert.Equal(alone.Select(static one => one.Text), together.Select(static one => one.Text));
                Assert.All(alone.Zip(together), static pair => Assert.Equal(pair.First.LogProbability, pair.Second.LogProbability, 1e-5));
            }
            foreach (var tokens in new[] { 1L, 100, 700 })
            {
                var together = new TextSearch(model.State, options) { TokensTogether = tokens }.Run(sentences, TestContext.Current.CancellationToken);
                Assert.Equal(alone.Select(static one => one.Text), together.Select(static one => one[0].Text));
            }
        }
    }

    [Fact]
    public void Attention_of_a_translation_has_a_row_a_token_that_sums_to_one()
    {
        var model = Train(DemoSentences.Draw(100), Small).Model;
        var one = model.Translate("The cat hears the dog.", new TranslateOptions { Beam = 2, WithAttention = true });
        Assert.Equal(one.Tokens.Length * one.SourceTokens.Length, one.Attention.Length);
        Assert.All(one.Attention.Chunk(one.SourceTokens.Length), static row => Assert.Equal(1, row.Sum(), 1e-5));
    }

    [Fact]
    public void Unknown_words_are_replaced_by_the_source_word_that_was_looked_at()
    {
        // Names come once each, so that they are unknown, and stand alone.
        SentencePair[] pairs = [.. Enumerable.Range(0, 60).Select(static index => new SentencePair($"Name{index}", $"Name{index}"))];
        var model = Train(pairs, Small with { Tokens = TranslationTokens.Word, MinimumCount = 3, Epochs = 20, Dropout = 0 }).Model;
        Assert.Equal("Zoë", model.Translate("Zoë").Text);
        Assert.Equal("<unk>", model.Translate("Zoë", new TranslateOptions { ReplaceUnknown = false }).Text);
    }

    [Fact]
    public void Translator_refuses_what_is_no_sentence_and_what_it_cannot_learn_from()
    {
        var model = Train(DemoSentences.Draw(100), Small).Model;
        var refusal = Assert.Throws<DataFormatException>(() => Translate(model, ["a", string.Join(' ', Enumerable.Repeat("dog", 100_000))]));
        Assert.Equal(2, refusal.Row);
        Assert.Contains("Split", refusal.Message, StringComparison.Ordinal);
        Assert.Throws<DataFormatException>(() => Train([new SentencePair("a", "b")], Small));
        Assert.Throws<DataFormatException>(() => Train([.. Enumerable.Repeat(new SentencePair("", ""), 20)], Small));
    }

    [Fact]
    public void Training_leaves_out_pairs_that_are_empty_or_too_long_and_says_so()
    {
        SentencePair[] pairs = [.. DemoSentences.Draw(100), new("", "x"), new(string.Join(' ', Enumerable.Repeat("dog", 100_000)), "Hund")];
        var trained = Train(pairs, Small with { Epochs = 1 }, DemoSentences.Draw(10, seed: 2));
        var setting = trained.Settings.Single(static one => one.Name == "training pairs");
        Assert.Equal("100", setting.Value);
        Assert.Contains("1 left out because a side is empty, 1 left out because a side has more than 100 tokens", setting.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Loading_refuses_a_folder_without_vocabulary()
    {
        using var folder = new TestFolder();
        Train(DemoSentences.Draw(50), Small with { Epochs = 1 }).Model.Save(folder["model"]);
        File.Delete(Path.Combine(folder["model"], "tokenizer.json"));
        Assert.Contains("tokenizer.json", Assert.Throws<StorageFormatException>(() => Translator.Load(folder["model"])).Message, StringComparison.Ordinal);
    }

    private static TranslatorTraining Train(IReadOnlyList<SentencePair> pairs, TranslatorOptions options, IReadOnlyList<SentencePair>? validation = null) =>
        Translator.Train(pairs, options, validation, cancellationToken: TestContext.Current.CancellationToken);

    private static IReadOnlyList<Recurrent.Text.Translation.Translation> Translate(Translator model, IReadOnlyList<string> sentences, TranslateOptions? options = null) =>
        model.Translate(sentences, options, TestContext.Current.CancellationToken);

    private static TranslatorOptions Of(string kind) => kind switch
    {
        "words" => Small with { Tokens = TranslationTokens.Word },
        "stepwise" => Small with { InputFeeding = true, Coverage = true },
        "additive" => Small with { Attention = AttentionKind.Additive, Cell = "lstm", VariationalDropout = true },
        "separate" => Small with { JointVocabulary = false, TiedOutput = false, Layers = 2, DecoderLayers = 3 },
        "sampled" => Small with { ScheduledSampling = 0.5 },
        "transformer" => Small.WithTransformer() with { Hidden = 24, Embedding = 16, DecoderLayers = 2, Layers = 2, LearningRate = 0.01, ScheduledSampling = 0.2 },
        "one layer" => Small with { DecoderLayers = 1, AverageDecay = 0 },
        _ => Small,
    };
}

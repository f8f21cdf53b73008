using Recurrent.Tensors;
using Recurrent.Tensors.Storage;
using Recurrent.Testing;
using Recurrent.Text.Classification;

namespace Recurrent.Text.Tests.Classification;

public sealed class TextClassifierFolderTests
{
    [Fact]
    public void Saved_classifier_says_the_same_when_loaded()
    {
        using var folder = new TestFolder();
        foreach (var model in new[] { Trained.Sentiment.Model, Trained.Complaints.Model })
        {
            model.WithMetrics(new Dictionary<string, double> { ["accuracy"] = 0.5 }).Save(folder["model"]);
            var loaded = TextClassifier.Load(folder["model"]);
            Assert.Equal(model.Predict(Trained.Awkward).Select(static one => one.Probability), loaded.Predict(Trained.Awkward).Select(static one => one.Probability));
            Assert.Equal(model.Settings, loaded.Settings);
            Assert.Equal(model.Calibration, loaded.Calibration);
            Assert.Equal(0.5, loaded.Metrics["accuracy"]);
        }
    }

    [Theory]
    [InlineData("tokenizer.json")]
    [InlineData("counts.safetensors")]
    public void Folder_without_one_of_its_files_is_refused_by_name(string file)
    {
        using var folder = new TestFolder();
        Trained.Sentiment.Model.Save(folder["model"]);
        File.Delete(Path.Combine(folder["model"], file));
        Assert.Contains(file, Assert.ThrowsAny<IOException>(() => TextClassifier.Load(folder["model"])).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Classifier_of_many_classes_and_words_is_saved_and_loaded()
    {
        using var folder = new TestFolder();
        // 500 classes and 20,000 words, each in two texts.
        LabelledText[] many =
        [
            .. Enumerable.Range(0, 2000).Select(static index => new LabelledText(
                string.Join(' ', Enumerable.Range(0, 20).Select(place => $"w{(index / 2 * 20) + place}")), $"class {index / 2 % 500}")),
        ];
        var model = TextClassifier.Train(many, [], Trained.Quick with { Epochs = 1, BatchSize = 256 }, cancellationToken: TestContext.Current.CancellationToken).Model;
        // As JSON a count takes two bytes at least.
        Assert.True(2 * model.State.Counts.File.Tokens.Length > JsonFile.MaximumLength);
        model.Save(folder["model"]);
        var loaded = TextClassifier.Load(folder["model"]);
        string[] texts = [.. many.Take(50).Select(static one => one.Text)];
        Assert.Equal(model.Predict(texts).SelectMany(static one => one.Probabilities), loaded.Predict(texts).SelectMany(static one => one.Probabilities));
        Assert.Equal(model.State.Counts.File.Tokens, loaded.State.Counts.File.Tokens);
        Assert.Empty(loaded.State.Counts.File.Pairs);
    }

    [Theory]
    [InlineData("tokens", -1f)]
    [InlineData("texts", 0.5f)]
    [InlineData("pair_tokens", 1e6f)]
    [InlineData("pairs", float.NaN)]
    public void Counts_that_no_writer_would_have_written_are_refused(string name, float value)
    {
        using var folder = new TestFolder();
        var state = Trained.Sentiment.Model.State;
        TokenCountsStore.Write(folder["counts.safetensors"], state.Counts.File);
        Assert.Equal(state.Counts.File.Pairs, TokenCountsStore.Read(folder["counts.safetensors"], state.Architecture).Pairs);
        var tensors = SafeTensorsFile.Read(folder["counts.safetensors"]).Tensors.ToDictionary();
        float[] values = tensors[name].Values.ToArray();
        values[1] = value;
        tensors[name] = Tensor.FromValues(values, tensors[name].Shape);
        SafeTensorsFile.Write(folder["counts.safetensors"], tensors);
        Assert.Contains(name, Assert.Throws<StorageFormatException>(() => TokenCountsStore.Read(folder["counts.safetensors"], state.Architecture)).Message, StringComparison.Ordinal);
        Assert.Throws<StorageFormatException>(() => TokenCountsStore.Read(folder["counts.safetensors"], state.Architecture with { Classes = 3 }));
    }

    [Fact]
    public void Folder_that_was_changed_is_refused()
    {
        using var folder = new TestFolder();
        Trained.Sentiment.Model.Save(folder["model"]);
        var file = Path.Combine(folder["model"], "model.json");
        File.WriteAllText(file, File.ReadAllText(file).Replace("\"ratios\": 2", "\"ratios\": 3", StringComparison.Ordinal));
        Assert.Throws<StorageFormatException>(() => TextClassifier.Load(folder["model"]));
    }
}

using Recurrent.Tensors.Autograd;
using Recurrent.Text.Classification;
using Recurrent.Text.Corpora;
using Recurrent.Text.Tagging;

namespace Recurrent.Interop.Tasks.Tests;

public sealed class TextExportTests : IDisposable
{
    private static readonly string[] New = ["a dull plot", "I loved this warm and funny story, it was great fun", "bad", "great acting but a bad and boring story"];
    private readonly string _folder = Directory.CreateTempSubdirectory("recurrent-onnx-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("gru", TextPooling.MaxMean, false)]
    [InlineData("lstm", TextPooling.Attention, false)]
    [InlineData("gru", TextPooling.Mean, true)]
    [InlineData("sru", TextPooling.Max, false)]
    [InlineData("transformer", TextPooling.MaxMean, false)]
    public void Classifier_gives_our_probabilities(string cell, TextPooling pooling, bool multiLabel)
    {
        var model = TextClassifier.Train(Reviews(multiLabel), options: new TextClassifierOptions
        {
            Cell = cell,
            Pooling = pooling,
            MultiLabel = multiLabel,
            Hidden = 8,
            Embedding = 8,
            Epochs = 2,
            Members = 2,
            Threads = 1,
        }, cancellationToken: TestContext.Current.CancellationToken).Model;
        Feed.Shake(model.State.Network);
        var exported = model.SaveOnnx(Path.Combine(_folder, "model.onnx"));
        using var run = new OnnxModel(exported.File);
        int[][] tokens = [.. New.Select(text => model.State.Encoder.Encode(text).Tokens)];
        var result = run.Run(Feed.Tokens(tokens, padding: 0))["probabilities"].Floats;
        Feed.Near(model.Predict(New).SelectMany(static one => one.Probabilities), result.Select(static one => (double)one));
        Assert.Contains("\"", run.Metadata[MetadataKeys.Labels], StringComparison.Ordinal);
    }

    [Fact]
    public void Empty_and_unknown_texts_and_many_classes_are_ours()
    {
        LabelledText[] texts = [.. Enumerable.Range(0, 60).Select(static index => new LabelledText($"word{index % 3} and word{index % 3} again", $"class{index % 3}"))];
        var model = TextClassifier.Train(
            texts, options: new TextClassifierOptions { Hidden = 8, Embedding = 8, Epochs = 2, Members = 1, Threads = 1, LogCountRatios = true }, cancellationToken: TestContext.Current.CancellationToken).Model;
        Feed.Shake(model.State.Network);
        var exported = model.SaveOnnx(Path.Combine(_folder, "model.onnx"));
        using var run = new OnnxModel(exported.File);
        string[] texts2 = ["", "nothing of this is known", "word1 and word1", "word2"];
        var result = run.Run(Feed.Tokens([.. texts2.Select(text => model.State.Encoder.Encode(text).Tokens)], padding: 0))["probabilities"].Floats;
        Feed.Near(model.Predict(texts2).SelectMany(static one => one.Probabilities), result.Select(static one => (double)one));
    }

    [Theory]
    [InlineData(CharacterEncoding.Convolution, "lstm")]
    [InlineData(CharacterEncoding.Recurrent, "gru")]
    [InlineData(CharacterEncoding.None, "lstm-layernorm")]
    [InlineData(CharacterEncoding.Convolution, "transformer")]
    public void Tagger_gives_our_emissions(CharacterEncoding characters, string cell)
    {
        var model = SequenceTagger.Train(Sentences(), options: new TaggerOptions { Cell = cell, Characters = characters, Hidden = 8, Embedding = 8, Epochs = 1, Threads = 1 }, cancellationToken: TestContext.Current.CancellationToken).Model;
        Feed.Shake(model.State.Network);
        var exported = model.SaveOnnx(Path.Combine(_folder, "model.onnx"));
        using var run = new OnnxModel(exported.File);
        string[][] sentences = [["Anna", "met", "Bob", "in", "Rome", "."], ["Nobody"], ["Carla", "left", "Paris"]];
        var inputs = Words(model, sentences);
        var result = run.Run(inputs)["emissions"];
        AssertEmissions(model, sentences, result.Floats);
    }

    private static void AssertEmissions(SequenceTagger model, string[][] sentences, float[] emissions)
    {
        var (table, reader, network) = (new WordTable(), new WordReader(model.State.Vocabulary), model.State.Network);
        int[][] places = [.. sentences.Select(table.Add)];
        var tape = Tape.ForInference();
        var batch = TokenBatch.Of([.. places.Select(static one => (ReadOnlyMemory<int>)one)], padding: 0);
        var expected = network.Emissions(tape, network.Read(tape, [.. table.Tokens.Select(reader.Read)]), batch);
        var count = network.Tags.Tags.Length;
        for (var row = 0; row < sentences.Length; row++)
            for (var step = 0; step < sentences[row].Length; step++)
            {
                var place = ((step * sentences.Length) + row) * count;
                Feed.Near(
                    expected.Values.Values.Slice(place, count).ToArray().Select(static one => (double)one), emissions.Skip(place).Take(count).Select(static one => (double)one));
            }
    }

    private static Dictionary<string, OnnxArray> Words(SequenceTagger model, string[][] sentences)
    {
        var reader = new WordReader(model.State.Vocabulary);
        var (time, batch) = (sentences.Max(static one => one.Length), sentences.Length);
        WordNumbers[][] words = [.. sentences.Select(one => one.Select(reader.Read).ToArray())];
        var most = words.Max(static one => one.Max(static word => word.Characters.Length));
        var (characters, lengths) = (new long[most * time * batch], new int[time * batch]);
        for (var row = 0; row < batch; row++)
            for (var step = 0; step < words[row].Length; step++)
            {
                var own = words[row][step].Characters;
                lengths[(step * batch) + row] = own.Length;
                for (var place = 0; place < own.Length; place++) characters[(place * time * batch) + (step * batch) + row] = own[place];
            }
        return new Dictionary<string, OnnxArray>
        {
            ["words"] = Numbers(static word => word.Word),
            ["prefixes"] = Numbers(static word => word.Prefix),
            ["suffixes"] = Numbers(static word => word.Suffix),
            ["shapes"] = Numbers(static word => word.Shape),
            ["characters"] = OnnxArray.Of(characters, most, time, batch),
            ["character_lengths"] = OnnxArray.Of(lengths, time, batch),
            ["lengths"] = OnnxArray.Of(sentences.Select(static one => one.Length).ToArray(), batch),
        };

        OnnxArray Numbers(Func<WordNumbers, int> number)
        {
            var all = new long[time * batch];
            for (var row = 0; row < batch; row++)
                for (var step = 0; step < words[row].Length; step++) all[(step * batch) + row] = number(words[row][step]);
            return OnnxArray.Of(all, time, batch);
        }
    }

    private static LabelledText[] Reviews(bool multiLabel)
    {
        string[] good = ["great", "funny", "warm", "loved"], bad = ["bad", "dull", "boring", "awful"];
        return [.. Enumerable.Range(0, 60).Select(index =>
        {
            var words = index % 2 == 0 ? good : bad;
            var label = index % 2 == 0 ? "good" : "bad";
            var text = $"this {words[index % 4]} story was {words[(index / 4) % 4]} and {words[(index / 7) % 4]}";
            return multiLabel ? new LabelledText(text, [label, "story"]) : new LabelledText(text, label);
        })];
    }

    private static TaggedSentence[] Sentences()
    {
        string[] people = ["Anna", "Bob", "Carla", "Dan"], places = ["Rome", "Paris", "Oslo"];
        return [.. Enumerable.Range(0, 40).Select(index => new TaggedSentence(
            [people[index % 4], "met", people[(index + 1) % 4], "in", places[index % 3], "."], ["B-PER", "O", "B-PER", "O", "B-LOC", "O"]))];
    }
}

using System.Text.Json;
using Microsoft.ML.OnnxRuntime;
using Recurrent.Text.Classification;
using Recurrent.Text.LanguageModels;
using Recurrent.Text.Translation;
using Recurrent.TimeSeries;
using Recurrent.TimeSeries.Forecasting;

namespace Recurrent.Interop.Tasks.Tests;

/// <summary>The regions are shown in docs/interop.md.</summary>
public sealed class TaskExampleTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("recurrent-onnx-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Forecast_in_onnx_runtime()
    {
        double[] sales = [.. Enumerable.Range(0, 60).Select(static t => 100 + (20 * Math.Sin(t * Math.PI / 6)) + t)];
        var data = new SeriesCollection([new Series("shop", sales)]);
        var forecaster = Forecaster.Train(
            data, new ForecasterOptions { Horizon = 6, SeasonalPeriods = [], Hidden = 8, Epochs = 1, StepsPerEpoch = 5, Threads = 1 }, cancellationToken: TestContext.Current.CancellationToken).Model;
        var path = Path.Combine(_folder, "sales.onnx");

        #region OnnxForecastOut
        ExportedModel exported = forecaster.SaveOnnx(path);                                     // or: rnn export models/sales-forecast --onnx sales.onnx
        using var session = new InferenceSession(path);
        double[] levels = JsonSerializer.Deserialize<double[]>(session.ModelMetadata.CustomMetadataMap[MetadataKeys.Quantiles])!;
        using OrtValue values = OrtValue.CreateTensorValueFromMemory(sales, [sales.Length, 1]); // [time, batch], in the units of the data
        using var results = session.Run(new RunOptions(), ["values"], [values], ["forecast"]);
        double[] quantiles = results[0].GetTensorDataAsSpan<double>().ToArray();                // [horizon, batch, levels], in the same units
        #endregion

        Assert.Equal(["values"], exported.Inputs.Select(static one => one.Name));
        Feed.Near(forecaster.Predict()[0].Quantile(levels[3]), Enumerable.Range(0, 6).Select(step => quantiles[(step * levels.Length) + 3]));
    }

    [Fact]
    public void Texts_in_onnx_runtime()
    {
        var reviews = Enumerable.Range(0, 40).Select(static index => new LabelledText(index % 2 == 0 ? "a great and warm story" : "a dull and boring plot", index % 2 == 0 ? "good" : "bad"));
        var classifier = TextClassifier.Train(
            [.. reviews], options: new TextClassifierOptions { Hidden = 4, Embedding = 4, Epochs = 1, Members = 1, Threads = 1 }, cancellationToken: TestContext.Current.CancellationToken).Model;
        var path = Path.Combine(_folder, "reviews.onnx");
        classifier.Save(Path.Combine(_folder, "model"));
        var tokenizer = Text.Tokenization.Tokenizer.Load(Path.Combine(_folder, "model", "tokenizer.json"));

        #region OnnxClassifyOut
        classifier.SaveOnnx(path);
        using var session = new InferenceSession(path);
        string[] labels = JsonSerializer.Deserialize<string[]>(session.ModelMetadata.CustomMetadataMap[MetadataKeys.Labels])!;
        long[] numbers = [.. tokenizer.Encode("a warm story").Select(number => (long)number)];  // tokenizer.json of the model folder, also in the metadata
        using OrtValue tokens = OrtValue.CreateTensorValueFromMemory(numbers, [numbers.Length, 1]);
        using OrtValue lengths = OrtValue.CreateTensorValueFromMemory<int>([numbers.Length], [1]);
        using var results = session.Run(new RunOptions(), ["tokens", "lengths"], [tokens, lengths], ["probabilities"]);
        float[] probabilities = results[0].GetTensorDataAsSpan<float>().ToArray();
        string label = labels[Array.IndexOf(probabilities, probabilities.Max())];
        #endregion

        Assert.Equal(classifier.Predict("a warm story").Labels[0], label);
    }

    [Fact]
    public void Language_model_writes_in_onnx_runtime()
    {
        var model = LanguageModel.Train(
            string.Concat(Enumerable.Repeat("the cat sat on the mat. ", 80)),
            options: new LanguageModelOptions { Hidden = 8, Embedding = 8, Layers = 1, Epochs = 1, BatchSize = 4, Threads = 1 },
            cancellationToken: TestContext.Current.CancellationToken).Model;
        var path = Path.Combine(_folder, "story.onnx");
        var written = new List<long>();

        #region OnnxGenerateOut
        ExportedModel exported = model.SaveOnnx(path);
        using var session = new InferenceSession(path);
        string[] names = [.. exported.Inputs.Skip(1).Select(input => input.Name["initial_".Length..])];                     // hidden, cell
        OrtValue[] state = [.. names.Select(_ => OrtValue.CreateTensorValueFromMemory(new float[8], [1, 1, 8]))];           // [layers, batch, hidden], 0 at the start
        long token = model.Tokenizer.Vocabulary.Find("<eos>");                                                              // begins a text
        while (written.Count < 20)
        {
            OrtValue step = OrtValue.CreateTensorValueFromMemory<long>([token], [1, 1]);
            var results = session.Run(
                new RunOptions(), ["tokens", .. names.Select(name => $"initial_{name}")], [step, .. state], ["log_probabilities", .. names.Select(name => $"final_{name}")]);
            float[] scores = results[0].GetTensorDataAsSpan<float>().ToArray();
            written.Add(token = Array.IndexOf(scores, scores.Max()));                                                       // or draw
            state = [.. results.Skip(1)];
        }
        #endregion

        Assert.Equal(20, written.Count);
    }

    [Fact]
    public void Sentences_are_translated_in_onnx_runtime()
    {
        SentencePair[] pairs = [.. Enumerable.Range(0, 40).Select(static index => index % 2 == 0 ? new SentencePair("the cat sleeps", "le chat dort") : new SentencePair("the dog sings", "le chien chante"))];
        var translator = Translator.Train(
            pairs, new TranslatorOptions { Cell = "gru", Hidden = 8, Embedding = 8, Epochs = 3, Layers = 1, DecoderLayers = 1, Threads = 1, Tokens = TranslationTokens.Word },
            cancellationToken: TestContext.Current.CancellationToken).Model;
        var (encoderPath, decoderPath) = (Path.Combine(_folder, "t.encoder.onnx"), Path.Combine(_folder, "t.decoder.onnx"));
        long[] source = [.. translator.State.Source.Encode("the cat sleeps").Select(static one => (long)one)];
        var special = Recurrent.Text.Translation.Decoding.SearchTokens.Of(translator.State.Target.Tokenizer.Vocabulary);
        var (begin, end, written) = ((long)special.Begin, (long)special.End, new List<long>());

        #region OnnxTranslateOut
        translator.SaveOnnx(encoderPath, decoderPath);
        using InferenceSession encoder = new(encoderPath), decoder = new(decoderPath);
        OrtValue tokens = OrtValue.CreateTensorValueFromMemory(source, [source.Length, 1]), lengths = OrtValue.CreateTensorValueFromMemory<int>([source.Length], [1]);
        var read = encoder.Run(new RunOptions(), ["tokens", "lengths"], [tokens, lengths], encoder.OutputNames);
        var inputs = encoder.OutputNames.Zip(read).ToDictionary(pair => pair.First, pair => pair.Second);                   // memory_… and initial_…
        inputs["source_lengths"] = lengths;
        for (long token = begin; token != end && written.Count < 50; written.Add(token))
        {
            inputs["tokens"] = OrtValue.CreateTensorValueFromMemory<long>([token], [1]);
            var step = decoder.OutputNames.Zip(decoder.Run(new RunOptions(), inputs, decoder.OutputNames)).ToDictionary(pair => pair.First, pair => pair.Second);
            foreach (string name in step.Keys.Where(name => name.StartsWith("final_", StringComparison.Ordinal))) inputs["initial_" + name[6..]] = step[name];
            float[] scores = step["log_probabilities"].GetTensorDataAsSpan<float>().ToArray();
            token = Array.IndexOf(scores, scores.Max());
        }
        #endregion

        var ours = translator.Translate("the cat sleeps", new TranslateOptions { ReplaceUnknown = false }).Text;
        Assert.Equal(ours, translator.State.Target.Decode([.. written.Where(one => one != end).Select(static one => (int)one)]));
    }
}

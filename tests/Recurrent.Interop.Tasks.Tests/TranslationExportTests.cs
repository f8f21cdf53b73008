using Recurrent.Text.Translation;
using Recurrent.Text.Translation.Decoding;

namespace Recurrent.Interop.Tasks.Tests;

public sealed class TranslationExportTests : IDisposable
{
    private static readonly string[] New = ["the red cat sleeps", "a big dog", "the small bird sings and the cat sleeps", "dog"];
    private readonly string _folder = Directory.CreateTempSubdirectory("recurrent-onnx-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("lstm", AttentionKind.Additive, true, true, 2)]
    [InlineData("gru", AttentionKind.General, true, false, 1)]
    [InlineData("mlstm", AttentionKind.Additive, false, false, 2)]
    public void Loop_over_the_decoder_step_writes_our_translation(string cell, AttentionKind attention, bool coverage, bool feeding, int layers)
    {
        var model = Translator.Train(Pairs(), new TranslatorOptions
        {
            Cell = cell,
            Attention = attention,
            Coverage = coverage,
            InputFeeding = feeding,
            Layers = layers,
            DecoderLayers = layers,
            Hidden = 12,
            Embedding = 12,
            Epochs = 3,
            Threads = 1,
            Tokens = TranslationTokens.Word,
        }, cancellationToken: TestContext.Current.CancellationToken).Model;
        AssertSame(model);
    }

    [Theory]
    [InlineData(12)]
    [InlineData(16)]
    public void Loop_over_a_transformers_step_writes_our_translation(int hidden) => AssertSame(Translator.Train(
        Pairs(), new TranslatorOptions { Epochs = 3, Threads = 1, Tokens = TranslationTokens.Word }.WithTransformer() with { Hidden = hidden, Embedding = 12, Layers = 2, DecoderLayers = 2 },
        cancellationToken: TestContext.Current.CancellationToken).Model);

    private void AssertSame(Translator model)
    {
        Feed.Shake(model.State.Network);
        var exported = model.SaveOnnx(Path.Combine(_folder, "m.encoder.onnx"), Path.Combine(_folder, "m.decoder.onnx"));
        using var encoder = new OnnxModel(exported[0].File);
        using var decoder = new OnnxModel(exported[1].File);
        var state = model.State;
        var special = SearchTokens.Of(state.Target.Tokenizer.Vocabulary);
        int[][] sources = [.. New.Select(state.Source.Encode)];
        var start = encoder.Run(Feed.Tokens(sources, special.Padding));
        var inputs = new Dictionary<string, OnnxArray>(start) { ["source_lengths"] = OnnxArray.Of(sources.Select(static one => one.Length).ToArray(), sources.Length) };
        var (written, scores) = (sources.Select(static _ => new List<int>()).ToArray(), new double[sources.Length]);
        var (last, done) = (sources.Select(_ => (long)special.Begin).ToArray(), new bool[sources.Length]);
        while (done.Contains(false))
        {
            inputs["tokens"] = OnnxArray.Of(last, last.Length);
            var result = decoder.Run(inputs);
            inputs.With(result);
            var all = result["log_probabilities"].Floats;
            for (var row = 0; row < last.Length; row++)
            {
                if (done[row]) continue;
                var own = all.AsSpan(row * state.Architecture.TargetTokens, state.Architecture.TargetTokens);
                var best = written[row].Count >= (2 * sources[row].Length) + 10 ? special.End : Best(own, special);
                scores[row] += own[best];
                done[row] = best == special.End;
                if (!done[row]) written[row].Add(best);
                last[row] = best;
            }
        }
        var ours = model.Translate(New, new TranslateOptions { ReplaceUnknown = false });
        Assert.Equal(ours.Select(static one => one.Text), written.Select(tokens => state.Target.Decode([.. tokens])));
        Feed.Near(ours.Select(static one => one.LogProbability), scores);
    }

    private static int Best(ReadOnlySpan<float> scores, SearchTokens special)
    {
        var best = special.End;
        for (var token = 0; token < scores.Length; token++)
            if (scores[token] > scores[best] && !special.IsNeverWritten(token)) best = token;
        return best;
    }

    private static SentencePair[] Pairs()
    {
        string[] sizes = ["big", "small", "red"], animals = ["cat", "dog", "bird"], acts = ["sleeps", "sings"];
        string[] others = ["grand", "petit", "rouge"], beasts = ["chat", "chien", "oiseau"], deeds = ["dort", "chante"];
        return [.. Enumerable.Range(0, 60).Select(index => new SentencePair(
            $"the {sizes[index % 3]} {animals[index / 3 % 3]} {acts[index / 9 % 2]}", $"le {beasts[index / 3 % 3]} {others[index % 3]} {deeds[index / 9 % 2]}"))];
    }
}

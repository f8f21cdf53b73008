using Recurrent.Tensors.Autograd;
using Recurrent.Text.LanguageModels;

namespace Recurrent.Interop.Tasks.Tests;

public sealed class LanguageModelExportTests : IDisposable
{
    private const string Story = "the cat sat on the mat and the dog sat on the log while the bird sang in the tree. ";
    private readonly string _folder = Directory.CreateTempSubdirectory("recurrent-onnx-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("lstm", false, true, 12)]
    [InlineData("gru", false, false, 12)]
    [InlineData("rnn", true, true, 10)]
    [InlineData("lru", false, true, 12)]
    [InlineData("slstm", false, true, 12)]
    public void Log_probabilities_and_state_are_ours(string cell, bool adaptive, bool tied, int hidden)
    {
        var model = Trained(new LanguageModelOptions { Cell = cell, AdaptiveSoftmax = adaptive, TieEmbeddings = tied, Hidden = hidden, Embedding = 12, Layers = 2 });
        AssertSame(model, steps: 9, batch: 3);
    }

    [Fact]
    public void Streaming_over_a_thousand_steps_is_one_long_run()
    {
        var model = Trained(new LanguageModelOptions { Hidden = 12, Embedding = 12, Layers = 2 });
        var exported = model.SaveOnnx(Path.Combine(_folder, "model.onnx"));
        using var run = new OnnxModel(exported.File);
        int[] numbers = [.. Enumerable.Range(0, 1000).Select(step => (step * step) % model.Tokenizer.Vocabulary.Count)];
        var whole = run.Run(Steps(numbers).WithStart(exported, 1))["log_probabilities"].Floats;
        var inputs = Steps([]).WithStart(exported, 1);
        for (var step = 0; step < numbers.Length; step++)
        {
            inputs["tokens"] = Steps([numbers[step]])["tokens"];
            var result = run.Run(inputs);
            var place = result["log_probabilities"].Floats;
            Feed.Near(whole.Skip(step * place.Length).Take(place.Length).Select(static one => (double)one), place.Select(static one => (double)one));
            inputs.With(result);
        }
    }

    [Fact]
    public void Transformer_gives_our_log_probabilities_and_state() => AssertSame(
        Trained(new LanguageModelOptions().WithTransformer() with { Hidden = 8, Embedding = 8, Layers = 2, Window = 5 }), steps: 9, batch: 3);

    private static Dictionary<string, OnnxArray> Steps(int[] numbers) =>
        new() { ["tokens"] = OnnxArray.Of(numbers.Select(static one => (long)one).ToArray(), numbers.Length, 1) };

    private static LanguageModel Trained(LanguageModelOptions options) => LanguageModel.Train(
        string.Concat(Enumerable.Repeat(Story, 40)), options: options with { Epochs = 1, BatchSize = 4, Threads = 1 }, cancellationToken: TestContext.Current.CancellationToken).Model;

    private void AssertSame(LanguageModel model, int steps, int batch)
    {
        Feed.Shake(model.State.Network);
        var exported = model.SaveOnnx(Path.Combine(_folder, "model.onnx"));
        using var run = new OnnxModel(exported.File);
        int[] numbers = [.. Enumerable.Range(0, steps * batch).Select(place => (place * 7) % model.Tokenizer.Vocabulary.Count)];
        var inputs = new Dictionary<string, OnnxArray> { ["tokens"] = OnnxArray.Of(numbers.Select(static one => (long)one).ToArray(), steps, batch) }.WithStart(exported, batch);
        var first = run.Run(inputs);
        var (expected, state) = model.State.Network.LogProbabilities(Tape.ForInference(), new TokenGrid(numbers, batch), null);
        Feed.Near(expected, first["log_probabilities"]);
        var second = run.Run(inputs.With(first));
        Feed.Near(model.State.Network.LogProbabilities(Tape.ForInference(), new TokenGrid(numbers, batch), state).LogProbabilities, second["log_probabilities"]);
    }
}

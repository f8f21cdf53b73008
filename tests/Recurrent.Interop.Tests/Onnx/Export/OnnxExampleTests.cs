using Microsoft.ML.OnnxRuntime;
using Recurrent.Interop.Onnx.Export;
using Recurrent.Layers.Basic;
using Recurrent.Layers.Sequence;
using Recurrent.Tensors;
using Recurrent.Tensors.Autograd;
using Recurrent.Tensors.Ops;
using Recurrent.Tensors.Random;
using Recurrent.Tensors.Sequences;

namespace Recurrent.Interop.Tests.Onnx.Export;

/// <summary>The regions are shown in docs/interop.md.</summary>
public sealed class OnnxExampleTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("recurrent-onnx-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Stream_goes_on_in_onnx_runtime()
    {
        var random = new RandomSource(seed: 1);
        float[][] readings = [[0.1f, 0.2f], [0.3f, -0.4f], [0.5f, 0.6f]];
        string path = Path.Combine(_folder, "gru.onnx");
        var shown = new List<float[]>();

        #region OnnxLayerOut
        var gru = new Gru(new GruOptions { InputSize = 2, HiddenSize = 16, Layers = 2 }, random);     // trained or loaded
        OnnxExport.Save(gru, path, new OnnxExportOptions { HasLengths = false });                     // or with lengths: [T, B, 2] and [B]
        #endregion

        #region OnnxStream
        using var session = new InferenceSession(path);
        using var run = new RunOptions();
        OrtValue state = OrtValue.CreateTensorValueFromMemory(new float[2 * 1 * 16], [2, 1, 16]);     // [L, B, H], zero at the start
        foreach (float[] reading in readings)
        {
            using OrtValue input = OrtValue.CreateTensorValueFromMemory(reading, [1, 1, 2]);          // one step of one row
            IDisposableReadOnlyCollection<OrtValue> results = session.Run(run, ["input", "initial_hidden"], [input, state], ["output", "final_hidden"]);
            shown.Add(results[0].GetTensorDataAsSpan<float>().ToArray());
            state = results[1];                                                                       // goes in again at the next step
        }
        #endregion

        SequenceStream stream = gru.OpenStream();
        for (int step = 0; step < readings.Length; step++)
        {
            float[] expected = stream.Step(readings[step]).ToArray();
            Assert.All(expected.Zip(shown[step]), pair => Assert.Equal(pair.First, pair.Second, 1e-5f));
        }
    }

    [Fact]
    public void Model_of_several_modules_runs_in_onnx_runtime()
    {
        var random = new RandomSource(seed: 1);
        string path = Path.Combine(_folder, "tagger.onnx");

        #region OnnxModelOut
        var embedding = new Embedding(1000, 32, random);
        var lstm = new Lstm(new LstmOptions { InputSize = 32, HiddenSize = 24, Bidirectional = true }, random);
        var head = new Linear(lstm.OutputSize, 9, random);

        var graph = new OnnxGraphBuilder("tagger");
        graph.Name(embedding, "embedding");                       // weights are called embedding.weight, lstm.weight_ih_l0, …
        graph.Name(lstm, "lstm");
        graph.Name(head, "head");
        OnnxValue tokens = graph.Input("tokens", OnnxElementType.Integer64, "time", "batch");
        OnnxValue lengths = graph.Input("lengths", OnnxElementType.Integer32, "batch");
        OnnxSequence steps = graph.Run(lstm, new OnnxSequence(graph.Run(embedding, tokens), lengths)).Outputs;
        graph.Output("scores", graph.Softmax(graph.Run(head, steps.Values)), OnnxElementType.Number, "time", "batch", 9);
        graph.Describe("labels", "O B-PER I-PER B-LOC I-LOC B-ORG I-ORG B-MISC I-MISC");
        graph.Save(path);
        #endregion

        int[] words = [5, 7, 999, 0, 3, 1];
        using var run = new OnnxRun(path);
        Tape tape = Tape.ForInference();
        SequenceBatch expected = lstm.Run(tape, new SequenceBatch(embedding.Run(tape, words, new Shape(3, 2)), [3, 1])).Outputs;
        run.Run(("tokens", new OnnxArray(words.Select(word => (long)word).ToArray(), [3, 2])), ("lengths", OnnxArray.Of(3, 1)))["scores"]
            .AssertNear(tape.Softmax(head.Run(tape, expected.Values)));
    }
}

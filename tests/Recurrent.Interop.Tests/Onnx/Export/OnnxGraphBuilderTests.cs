using Recurrent.Interop.Onnx;
using Recurrent.Interop.Onnx.Export;
using Recurrent.Interop.Onnx.Messages;
using Recurrent.Layers.Basic;
using Recurrent.Tensors;
using Recurrent.Tensors.Autograd;
using Recurrent.Tensors.Ops;
using Recurrent.Tensors.Random;

namespace Recurrent.Interop.Tests.Onnx.Export;

public sealed class OnnxGraphBuilderTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("recurrent-onnx-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Chain_of_modules_gives_the_same_numbers_in_onnx_runtime()
    {
        var random = new RandomSource(1);
        var chain = new Sequential(
            new Linear(3, 8, random), new LayerNorm(8), new Activation((tape, x) => tape.Gelu(x)), new Dropout(0.5), new Linear(8, 4, random, hasBias: false),
            new Activation((tape, x) => tape.LogSoftmax(x)));
        var graph = new OnnxGraphBuilder("chain");
        graph.Name(chain);
        graph.Output("y", graph.Run(chain, graph.Input("x", OnnxElementType.Number, "rows", 3)), OnnxElementType.Number, "rows", 4);
        using var run = new OnnxRun(Saved(graph));
        Tensor input = Tensor.FromValues([0.5f, -1, 2, 3, 0, -2], new Shape(2, 3));
        run.Run(("x", OnnxArray.Of(input)))["y"].AssertNear(chain.Run(Tape.ForInference(), input));
    }

    public static TheoryData<string> Functions => ["relu", "tanh", "sigmoid", "gelu", "silu", "elu", "leaky", "softplus", "softmax", "logsoftmax", "exp", "abs", "square", "same"];

    [Theory]
    [MemberData(nameof(Functions))]
    public void Activation_is_recognised(string name)
    {
        Func<Tape, Tensor, Tensor> function = name switch
        {
            "relu" => (tape, x) => tape.Relu(x),
            "tanh" => (tape, x) => tape.Tanh(x),
            "sigmoid" => (tape, x) => tape.Sigmoid(x),
            "gelu" => (tape, x) => tape.Gelu(x),
            "silu" => (tape, x) => tape.Silu(x),
            "elu" => (tape, x) => tape.Elu(x),
            "leaky" => (tape, x) => tape.LeakyRelu(x),
            "softplus" => (tape, x) => tape.Softplus(x),
            "softmax" => (tape, x) => tape.Softmax(x),
            "logsoftmax" => (tape, x) => tape.LogSoftmax(x),
            "exp" => (tape, x) => tape.Exp(x),
            "abs" => (tape, x) => tape.Abs(x),
            "square" => (tape, x) => tape.Square(x),
            _ => (_, x) => x,
        };
        var graph = new OnnxGraphBuilder("function");
        graph.Output("y", graph.Run(new Activation(function), graph.Input("x", OnnxElementType.Number, 5)), OnnxElementType.Number, 5);
        using var run = new OnnxRun(Saved(graph));
        Tensor input = Tensor.FromValues([0.5f, -1, 2, 3, -6], new Shape(5));
        run.Run(("x", OnnxArray.Of(input)))["y"].AssertNear(function(Tape.ForInference(), input));
    }

    [Fact]
    public void Activation_of_unknown_function_is_refused_with_the_fix()
    {
        var graph = new OnnxGraphBuilder("function");
        NotSupportedException failure = Assert.Throws<NotSupportedException>(
            () => graph.Run(new Activation((tape, x) => tape.Scale(tape.Relu(x), 2)), graph.Input("x", OnnxElementType.Number, 5)));
        Assert.Contains("OnnxEmitters.BuiltIn.With", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Module_without_a_form_is_refused_by_name_and_exported_once_it_has_one()
    {
        var graph = new OnnxGraphBuilder("own");
        NotSupportedException failure = Assert.Throws<NotSupportedException>(() => graph.Run(new Doubled(), graph.Input("x", OnnxElementType.Number, 2)));
        Assert.Contains("OnnxEmitters.BuiltIn.With<Doubled>", failure.Message, StringComparison.Ordinal);

        graph = new OnnxGraphBuilder("own", OnnxEmitters.BuiltIn.With<Doubled>((own, _, input) => own.Plus(input, input)));
        graph.Output("y", graph.Run(new Sequential(new Doubled(), new Doubled()), graph.Input("x", OnnxElementType.Number, 2)), OnnxElementType.Number, 2);
        using var run = new OnnxRun(Saved(graph));
        Assert.Equal([4f, 8f], run.Run(("x", OnnxArray.Of(Tensor.FromValues([1, 2], new Shape(2)))))["y"].Floats);
    }

    [Fact]
    public void Shared_weights_stand_in_the_file_once_under_their_path()
    {
        var random = new RandomSource(1);
        var table = new Embedding(7, 3, random);
        var head = new Linear(table.Weight, null);
        var graph = new OnnxGraphBuilder("tied");
        graph.Name(table, "embedding");
        graph.Name(head, "head");
        OnnxValue vectors = graph.Run(table, graph.Input("tokens", OnnxElementType.Integer32, "batch"));
        graph.Output("logits", graph.Within("head").Run(head, vectors), OnnxElementType.Number, "batch", 7);
        ModelProto model = OnnxFile.Read(Saved(graph));
        Assert.Equal("embedding.weight", Assert.Single(model.Graph!.Initializers, tensor => tensor.DataType == TensorDataType.Float).Name);
        using var run = new OnnxRun(Saved(graph));
        int[] tokens = [6, 0];
        Tensor expected = head.Run(Tape.ForInference(), table.Run(Tape.ForInference(), tokens, new Shape(2)));
        run.Run(("tokens", OnnxArray.Of(tokens)))["logits"].AssertNear(expected);
    }

    [Fact]
    public void Large_weights_go_beside_and_the_remarks_stay()
    {
        var linear = new Linear(32, 32, new RandomSource(1));
        var graph = new OnnxGraphBuilder("linear");
        graph.Name(linear);
        graph.Describe("labels", "yes\nno");
        graph.Output("y", graph.Run(linear, graph.Input("x", OnnxElementType.Number, 1, 32)), OnnxElementType.Number, 1, 32);
        string path = Path.Combine(_folder, "model.onnx");
        graph.Save(path, new OnnxExportOptions { LargestFile = 2000 });
        Assert.True(new FileInfo(path + ".data").Length >= 4096);
        using var run = new OnnxRun(path);
        Assert.Equal("yes\nno", run.Session.ModelMetadata.CustomMetadataMap["labels"]);
        Assert.Equal("Recurrent", run.Session.ModelMetadata.ProducerName);
        Tensor input = Tensor.FromValues(Enumerable.Range(0, 32).Select(index => index / 7f).ToArray(), new Shape(1, 32));
        run.Run(("x", OnnxArray.Of(input)))["y"].AssertNear(linear.Run(Tape.ForInference(), input));
    }

    private string Saved(OnnxGraphBuilder graph)
    {
        string path = Path.Combine(_folder, "model.onnx");
        graph.Save(path);
        return path;
    }

    private sealed class Doubled : FeedForwardModule
    {
        public override int? InputSize => null;

        public override int? OutputSize => null;

        public override Tensor Run(Tape tape, Tensor input) => tape.Add(input, input);
    }
}

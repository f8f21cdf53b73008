using Recurrent.Interop.Onnx.Export;
using Recurrent.Interop.Onnx.Import;
using Recurrent.Interop.Weights;
using Recurrent.Layers.Basic;
using Recurrent.Layers.Initialization;
using Recurrent.Layers.Sequence;
using Recurrent.Tensors;
using Recurrent.Tensors.Autograd;
using Recurrent.Tensors.Sequences;
using Recurrent.Testing;
using static Recurrent.Interop.Tests.Onnx.Import.TestModel;

namespace Recurrent.Interop.Tests.Onnx.Import;

/// <summary>Graphs that are layers of this library become such layers again, with the same numbers.</summary>
public sealed class LayerConversionTests
{
    private static readonly int[] Ids = [1, 2];

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Exported_stack_is_found_as_the_layer_it_was(bool isBidirectional)
    {
        var options = new RecurrentOptions { InputSize = 3, HiddenSize = 5, Layers = 3, Bidirectional = isBidirectional };
        var scope = InitializationScope.ForLoading;
        SequenceLayer[] layers = [new Lstm(new LstmOptions(options), scope), new Gru(new GruOptions(options), scope), new Rnn(new RnnOptions(options) { Activation = RnnActivation.Relu }, scope)];
        using var folder = new TestFolder();
        foreach (SequenceLayer layer in layers)
        {
            string path = folder["stack.onnx"];
            OnnxExport.Save(layer, path, new OnnxExportOptions { HasLengths = false });
            RecognizedLayer found = Assert.Single(OnnxModel.Load(path).ToLayers().Layers);
            Assert.Equal(3, found.Description.Layers);
            var built = (SequenceLayer)found.Build();
            var input = new SequenceBatch(Recurrent.Tensors.Tensor.FromValues(Sample.Floats(4, 6, 2, 3).Values<float>(), new Shape(6, 2, 3)));
            Assert.Equal(layer.Run(Tape.ForInference(), input).Outputs.Values.Values.ToArray(), built.Run(Tape.ForInference(), input).Outputs.Values.Values.ToArray());
        }
    }

    [Fact]
    public void Head_table_and_normalisation_are_found_with_their_weights()
    {
        TestModel model = new TestModel().Input("ids", Sample.Ints(1, 2)).Constant("table", Sample.Floats(1, 7, 4)).Constant("scale", Sample.Floats(2, 4)).Constant("shift", Sample.Floats(3, 4));
        model.Constant("w", Sample.Floats(4, 4, 6)).Constant("b", Sample.Floats(5, 6)).Constant("v", Sample.Floats(6, 2, 6)).Constant("c", Sample.Floats(7, 2));
        model.Node("Gather", ["table", "ids"], ["e"]).Node("LayerNormalization", ["e", "scale", "shift"], ["n"]).Node("MatMul", ["n", "w"], ["m"]).Node("Add", ["b", "m"], ["a"]).Node("Gemm", ["a", "v", "c"], ["y"], Int("transB", 1)).Output("y");
        OnnxData expected = model.Run()["y"];
        Recognition found = OnnxModel.Parse(model.Bytes).ToLayers();
        var tape = Tape.ForInference();
        Recurrent.Tensors.Tensor x = ((Embedding)found.Layers[0].Build()).Run(tape, Ids, new Shape(2));
        x = ((LayerNorm)found.Layers[1].Build()).Run(tape, x);
        x = ((Linear)found.Layers[3].Build()).Run(tape, ((Linear)found.Layers[2].Build()).Run(tape, x));
        RuntimeOracle.Same("y", expected, OnnxData.FromTensor(x), 1e-6);
    }

    [Fact]
    public void Node_that_no_layer_computes_is_left_out_with_the_reason()
    {
        TestModel model = new TestModel().Input("x", Sample.Floats(1, 4, 2, 3)).Constant("w", Sample.Floats(2, 1, 20, 3)).Constant("r", Sample.Floats(3, 1, 20, 5));
        model.Node("LSTM", ["x", "w", "r"], ["y"], Int("hidden_size", 5), Float("clip", 2)).Output("y");
        Recognition found = OnnxModel.Parse(model.Bytes).ToLayers();
        Assert.Empty(found.Layers);
        Assert.Contains("clip", Assert.Single(found.Unrecognized).Reason, StringComparison.Ordinal);
    }
}

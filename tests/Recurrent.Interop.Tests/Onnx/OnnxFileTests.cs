using System.Runtime.InteropServices;
using Microsoft.ML.OnnxRuntime;
using Recurrent.Interop.Onnx;
using Recurrent.Interop.Onnx.Messages;
using Recurrent.Tensors.Storage;

namespace Recurrent.Interop.Tests.Onnx;

public sealed class OnnxFileTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("recurrent-onnx-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData(OnnxFile.LargestMessage, false)]
    [InlineData(1_000, true)]
    public void Written_model_runs_in_onnx_runtime(long largest, bool isExternal)
    {
        string path = Path.Combine(_folder, "sum.onnx");
        float[] weights = [.. Enumerable.Range(0, 512).Select(index => index / 7f)];
        OnnxFile.Write(path, SumOfInputAnd(weights), largest);
        Assert.Equal(isExternal, File.Exists(path + ".data"));
        using var session = new InferenceSession(path);
        using var input = OrtValue.CreateTensorValueFromMemory(new float[2 * 512], [2, 512]);
        input.GetTensorMutableDataAsSpan<float>().Fill(2);
        using IDisposableReadOnlyCollection<OrtValue> outputs = session.Run(new RunOptions(), ["x"], [input], ["y"]);
        Assert.Equal(weights.Concat(weights).Select(weight => weight + 2), outputs[0].GetTensorDataAsSpan<float>().ToArray());
        Assert.Equal("word by word", session.ModelMetadata.CustomMetadataMap["reading"]);
    }

    [Theory]
    [InlineData(OnnxFile.LargestMessage)]
    [InlineData(1_000)]
    public void Read_gives_what_was_written(long largest)
    {
        string path = Path.Combine(_folder, "sum.onnx");
        float[] weights = [.. Enumerable.Range(0, 512).Select(index => index / 7f)];
        OnnxFile.Write(path, SumOfInputAnd(weights), largest);
        ModelProto model = OnnxFile.Read(path);
        TensorProto tensor = Assert.Single(model.Graph!.Initializers);
        Assert.Equal(weights, MemoryMarshal.Cast<byte, float>(tensor.RawData!.Value.Span).ToArray());
        Assert.False(tensor.IsExternal);
        NodeProto node = Assert.Single(model.Graph.Nodes);
        Assert.Equal(("Add", 2, 1), (node.Operator, node.Inputs.Count, node.Outputs.Count));
        Assert.Equal([new DimensionProto(null, "batch"), new DimensionProto(512, string.Empty)], model.Graph.Inputs[0].Shape!);
    }

    [Theory]
    [InlineData("../elsewhere.data", "outside")]
    [InlineData("/etc/hostname", "outside")]
    [InlineData("missing.data", "copy that file")]
    public void External_data_is_read_beside_the_model_only(string location, string expected)
    {
        string path = Path.Combine(_folder, "sum.onnx");
        ModelProto model = SumOfInputAnd([1, 2]);
        TensorProto tensor = model.Graph!.Initializers[0];
        (tensor.RawData, tensor.IsExternal) = (null, true);
        tensor.ExternalData.Add(new StringStringEntryProto("location", location));
        OnnxFile.Write(path, model);
        StorageFormatException failure = Assert.Throws<StorageFormatException>(() => OnnxFile.Read(path));
        Assert.Contains(expected, failure.Message, StringComparison.Ordinal);
    }

    private static ModelProto SumOfInputAnd(float[] weights)
    {
        var model = new ModelProto { IrVersion = 8, ProducerName = "test" };
        model.OperatorSets.Add(new OperatorSetIdProto(string.Empty, 14));
        model.Metadata.Add(new StringStringEntryProto("reading", "word by word"));
        var graph = new GraphProto { Name = "sum" };
        var node = new NodeProto { Operator = "Add" };
        node.Inputs.AddRange(["x", "w"]);
        node.Outputs.Add("y");
        graph.Nodes.Add(node);
        var tensor = new TensorProto { Name = "w", DataType = TensorDataType.Float, RawData = MemoryMarshal.AsBytes<float>(weights).ToArray() };
        tensor.Dimensions.Add(weights.Length);
        graph.Initializers.Add(tensor);
        graph.Inputs.Add(Value("x", weights.Length));
        graph.Outputs.Add(Value("y", weights.Length));
        model.Graph = graph;
        return model;
    }

    private static ValueInfoProto Value(string name, int width) => new()
    {
        Name = name,
        DataType = TensorDataType.Float,
        Shape = [new DimensionProto(null, "batch"), new DimensionProto(width, string.Empty)],
    };
}

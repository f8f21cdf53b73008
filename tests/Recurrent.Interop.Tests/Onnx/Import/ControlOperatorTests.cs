using Recurrent.Interop.Onnx.Import;
using Recurrent.Interop.Onnx.Messages;
using Recurrent.Tensors.Storage;
using static Recurrent.Interop.Tests.Onnx.Import.TestModel;

namespace Recurrent.Interop.Tests.Onnx.Import;

/// <summary>Graphs within graphs, functions, and what is refused.</summary>
public sealed class ControlOperatorTests
{
    [Theory]
    [InlineData(0, 0)]
    [InlineData(1, 1)]
    public void Scan_is_as_in_onnx_runtime(long inputDirection, long outputDirection)
    {
        TestModel body = new TestModel().Input("state", OnnxDataType.Float32, 1).Input("step", OnnxDataType.Float32, 1);
        body.Node("Add", ["state", "step"], ["sum"]).Node("Mul", ["sum", "factor"], ["next"]).Node("Identity", ["next"], ["each"]).Output("next", rank: 1).Output("each", rank: 1);
        TestModel model = new TestModel().Input("start", Sample.Floats(1, 3)).Input("steps", Sample.Floats(2, 5, 3)).Constant("factor", Sample.Floats(3, 3));
        model.Node("Scan", ["start", "steps"], ["last", "all"], Graph("body", body), Int("num_scan_inputs", 1), Ints("scan_input_directions", inputDirection), Ints("scan_output_directions", outputDirection));
        RuntimeOracle.Same(model.Output("last").Output("all"));
    }

    [Fact]
    public void Scan_of_version_8_runs_every_row_over_its_length()
    {
        TestModel body = new TestModel().Input("state", OnnxDataType.Float32, 1).Input("step", OnnxDataType.Float32, 1);
        body.Node("Add", ["state", "step"], ["next"]).Node("Identity", ["next"], ["each"]).Output("next", rank: 1).Output("each", rank: 1);
        TestModel model = new TestModel(8).Input("lengths", Sample.Ints(3, 1)).Input("start", Sample.Floats(1, 2, 3)).Input("steps", Sample.Floats(2, 2, 3, 3));
        model.Node("Scan", ["lengths", "start", "steps"], ["last", "all"], Graph("body", body), Int("num_scan_inputs", 1));
        RuntimeOracle.Same(model.Output("last").Output("all"));
    }

    [Fact]
    public void Scan_along_other_axes_is_as_in_onnx_runtime()
    {
        TestModel body = new TestModel().Input("step", OnnxDataType.Float32, 1).Node("Neg", ["step"], ["each"]).Output("each", rank: 1);
        TestModel model = new TestModel().Input("steps", Sample.Floats(2, 3, 5));
        model.Node("Scan", ["steps"], ["all"], Graph("body", body), Int("num_scan_inputs", 1), Ints("scan_input_axes", 1), Ints("scan_output_axes", -1));
        RuntimeOracle.Same(model.Output("all"));
    }

    [Theory]
    [InlineData(4, 100)]
    [InlineData(100, 3)]
    public void Loop_is_as_in_onnx_runtime(long most, float limit)
    {
        TestModel body = new TestModel().Input("turn", OnnxDataType.Int64, 0).Input("go", OnnxDataType.Boolean, 0).Input("state", OnnxDataType.Float32, 1);
        body.Node("Add", ["state", "step"], ["next"]).Node("ReduceMax", ["next"], ["largest"], Int("keepdims", 0)).Node("Less", ["largest", "limit"], ["again"]).Node("Identity", ["next"], ["each"]);
        body.Output("again", OnnxDataType.Boolean, 0).Output("next", rank: 1).Output("each", rank: 1);
        TestModel model = new TestModel().Input("start", OnnxData.Create<float>([0, 0.5f], 2)).Constant("step", OnnxData.Create<float>([1, 0.5f], 2)).Constant("limit", OnnxData.Create<float>([limit]));
        model.Constant("most", OnnxData.Create<long>([most])).Constant("true", OnnxData.Create<bool>([true]));
        RuntimeOracle.Same(model.Node("Loop", ["most", "true", "start"], ["last", "all"], Graph("body", body)).Output("last").Output("all"), 1e-6);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void If_is_as_in_onnx_runtime(bool condition)
    {
        TestModel yes = new TestModel().Node("Mul", ["x", "x"], ["a"]).Output("a"), no = new TestModel().Node("Neg", ["x"], ["b"]).Output("b");
        TestModel model = new TestModel().Input("x", Sample.Floats(1, 3)).Input("c", OnnxData.Create<bool>([condition]));
        RuntimeOracle.Same(model.Node("If", ["c"], ["y"], Graph("then_branch", yes), Graph("else_branch", no)).Output("y"));
    }

    [Fact]
    public void Lists_of_values_are_as_in_onnx_runtime()
    {
        TestModel model = new TestModel().Input("a", Sample.Floats(1, 2, 3)).Input("b", Sample.Floats(2, 2, 3)).Constant("first", OnnxData.Create<long>([0]));
        model.Node("SequenceEmpty", [], ["none"]).Node("SequenceInsert", ["none", "a"], ["one"]).Node("SequenceInsert", ["one", "b", "first"], ["two"]);
        model.Node("SequenceAt", ["two", "first"], ["at"]).Node("ConcatFromSequence", ["two"], ["joined"], Int("axis", 1)).Node("ConcatFromSequence", ["two"], ["stacked"], Int("axis", 0), Int("new_axis", 1)).Node("SequenceLength", ["two"], ["length"]);
        RuntimeOracle.Same(model.Output("at").Output("joined").Output("stacked").Output("length", OnnxDataType.Int64));
    }

    [Fact]
    public void Functions_of_the_model_are_called_with_their_attributes()
    {
        TestModel model = new TestModel().Input("x", Sample.Floats(1, 4)).Node("Leak", ["x"], ["y"], "mine", Float("slope", 0.25f)).Output("y");
        ModelProto proto = model.Proto;
        proto.OperatorSets.Add(new OperatorSetIdProto("mine", 1));
        var leak = new NodeProto { Operator = "LeakyRelu" };
        leak.Inputs.Add("in");
        leak.Outputs.Add("out");
        leak.Attributes.Add(new AttributeProto { Name = "alpha", Type = AttributeType.Float, Reference = "slope" });
        var function = new FunctionProto { Name = "Leak", Domain = "mine" };
        function.Inputs.Add("in");
        function.Outputs.Add("out");
        function.AttributeNames.Add("slope");
        function.Nodes.Add(leak);
        function.OperatorSets.Add(new OperatorSetIdProto(string.Empty, 17));
        proto.Functions.Add(function);
        using var stream = new MemoryStream();
        proto.Write().CopyTo(stream);
        RuntimeOracle.Same(stream.ToArray(), model.Feeds);
    }

    [Fact]
    public void Unknown_operators_are_named_all_at_once()
    {
        TestModel inner = new TestModel().Node("Strange", ["x"], ["a"]).Output("a");
        TestModel model = new TestModel().Input("x", Sample.Floats(1, 3)).Input("c", OnnxData.Create<bool>([true])).Node("Peculiar", ["x"], ["y"]).Node("Odd", ["x"], ["z"], "com.example");
        model.Node("If", ["c"], ["w"], Graph("then_branch", inner), Graph("else_branch", inner)).Output("w");
        NotSupportedException refusal = Assert.Throws<NotSupportedException>(() => OnnxModel.Parse(model.Bytes));
        Array.ForEach(["Strange of opset 17", "Peculiar of opset 17", "Odd of com.example", "Peculiar_0"], part => Assert.Contains(part, refusal.Message, StringComparison.Ordinal));
    }

    [Fact]
    public void Endless_loops_and_huge_results_are_stopped()
    {
        TestModel body = new TestModel().Input("turn", OnnxDataType.Int64, 0).Input("go", OnnxDataType.Boolean, 0).Node("Identity", ["go"], ["again"]).Output("again", OnnxDataType.Boolean, 0);
        TestModel endless = new TestModel().Input("x", OnnxData.Create<bool>([true])).Node("Loop", ["", "x"], [], Graph("body", body)).Node("Identity", ["x"], ["y"]).Output("y", OnnxDataType.Boolean);
        Assert.Contains("MaximumNodeRuns", Assert.Throws<StorageFormatException>(() => endless.Run(new OnnxRunOptions { MaximumNodeRuns = 1000 })).Message, StringComparison.Ordinal);
        TestModel huge = new TestModel().Input("n", Sample.Ints(1 << 20, 1 << 20)).Node("ConstantOfShape", ["n"], ["y"]).Output("y");
        Assert.Contains("elements", Assert.Throws<StorageFormatException>(() => huge.Run()).Message, StringComparison.Ordinal);
        TestModel wide = new TestModel().Input("n", Sample.Ints(1 << 24)).Node("ConstantOfShape", ["n"], ["y"]).Output("y");
        Assert.Contains("MaximumElements", Assert.Throws<StorageFormatException>(() => wide.Run(new OnnxRunOptions { MaximumElements = 1 << 20 })).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Inputs_that_do_not_fit_are_named()
    {
        TestModel model = new TestModel().Input("x", Sample.Floats(1, 3)).Node("Neg", ["x"], ["y"]).Output("y");
        var loaded = OnnxModel.Parse(model.Bytes);
        CancellationToken token = TestContext.Current.CancellationToken;
        Assert.Contains("'x' is missing", Assert.Throws<ArgumentException>(() => loaded.Run(new Dictionary<string, OnnxData>(), cancellation: token)).Message, StringComparison.Ordinal);
        Assert.Contains("no input 'z'", Assert.Throws<ArgumentException>(() => loaded.Run(new Dictionary<string, OnnxData> { ["z"] = Sample.Floats(1, 3) }, cancellation: token)).Message, StringComparison.Ordinal);
        Assert.Contains("double[3]", Assert.Throws<ArgumentException>(() => loaded.Run(new Dictionary<string, OnnxData> { ["x"] = Sample.Doubles(1, 3) }, cancellation: token)).Message, StringComparison.Ordinal);
    }
}

using Recurrent.Interop.Onnx.Import;
using Recurrent.Interop.Onnx.Import.NodeTests;
using Recurrent.Interop.Onnx.Messages;
using Recurrent.Tensors.Storage;
using Recurrent.Testing;
using static Recurrent.Interop.Tests.Onnx.Import.TestModel;

namespace Recurrent.Interop.Tests.Onnx.Import;

/// <summary>Models and tensors with random damage: an error that says what is wrong, or a result; little memory and an end in any case.</summary>
public sealed class DamagedModelTests
{
    private const int Rounds = 2_000, Slack = 1 << 18;

    private static readonly OnnxRunOptions Bounds = new() { MaximumElements = 1 << 14, MaximumNodeRuns = 500, Threads = 1 };

    [Theory]
    [InlineData("network")]
    [InlineData("control")]
    [InlineData("shapes")]
    public void Damaged_model_is_refused_or_runs(string kind)
    {
        TestModel model = kind switch { "network" => Network(), "control" => Control(), _ => ShapeChanges() };
        model.Run();
        byte[] whole = model.Bytes;
        var random = new Random(17);
        int refused = 0;
        for (int round = 0; round < Rounds; round++)
        {
            byte[] damaged = Damage(whole, random);
            if (Load(damaged) is not { } loaded)
            {
                refused++;
                continue;
            }

            try
            {
                loaded.Run(model.Feeds, Bounds, TestContext.Current.CancellationToken);
            }
            catch (Exception problem) when (problem is StorageFormatException or ArgumentException)
            {
                Assert.NotEmpty(problem.Message);
            }
        }

        Assert.InRange(refused, Rounds / 10, Rounds - 1);
    }

    [Fact]
    public void Damaged_tensor_is_refused_or_read()
    {
        using var folder = new TestFolder();
        byte[][] tensors = [Bytes(Message("t", Sample.Floats(1, 8, 8))), Bytes(Message("t", Sample.Ints(1, 2, 3, 4))), Bytes(Lists())];
        var random = new Random(18);
        string path = folder["input_0.pb"];
        for (int round = 0; round < 5_000; round++)
        {
            byte[] damaged = Damage(tensors[round % tensors.Length], random);
            File.WriteAllBytes(path, damaged);
            try
            {
                NodeTestData.Read(path, isList: round % 7 == 0);
            }
            catch (StorageFormatException problem)
            {
                Assert.Contains("input_0.pb", problem.Message, StringComparison.Ordinal);
            }
        }
    }

    [Fact]
    public void Weights_named_a_thousand_times_take_memory_once()
    {
        using var folder = new TestFolder();
        File.WriteAllBytes(folder["weights.bin"], new byte[1 << 20]);
        TestModel model = new TestModel().Input("x", Sample.Floats(1, 2)).Node("Neg", ["x"], ["y"]).Output("y");
        ModelProto proto = model.Proto;
        for (int number = 0; number < 1_000; number++)
        {
            var tensor = new TensorProto { Name = $"w{number}", DataType = TensorDataType.Float, IsExternal = true };
            tensor.Dimensions.Add(1 << 18);
            tensor.ExternalData.Add(new StringStringEntryProto("location", "weights.bin"));
            proto.Graph!.Initializers.Add(tensor);
        }

        Recurrent.Interop.Onnx.OnnxFile.Write(folder["model.onnx"], proto);
        long before = GC.GetAllocatedBytesForCurrentThread();
        OnnxModel.Load(folder["model.onnx"]);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 1 << 20, 5 << 20);
    }

    private static OnnxModel? Load(byte[] damaged)
    {
        long before = GC.GetAllocatedBytesForCurrentThread();
        try
        {
            return OnnxModel.Parse(damaged);
        }
        catch (Exception problem) when (problem is StorageFormatException or NotSupportedException)
        {
            Assert.NotEmpty(problem.Message);
            return null;
        }
        finally
        {
            Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, (4L * damaged.Length) + Slack);
        }
    }

    /// <summary>Bytes changed, taken away, doubled, or the end cut off.</summary>
    private static byte[] Damage(byte[] whole, Random random)
    {
        var bytes = new List<byte>(whole);
        for (int count = random.Next(1, 4); count > 0; count--)
        {
            int place = random.Next(bytes.Count), length = Math.Min(random.Next(1, 20), bytes.Count - place);
            switch (random.Next(6))
            {
                case 0: bytes[place] = (byte)random.Next(256); break;
                case 1: bytes[place] ^= (byte)(1 << random.Next(8)); break;
                case 2: bytes[place] = random.Next(2) == 0 ? (byte)0xFF : (byte)0; break;
                case 3: bytes.RemoveRange(place, length); break;
                case 4: bytes.InsertRange(place, bytes.GetRange(place, length)); break;
                default: bytes.RemoveRange(Math.Max(place, bytes.Count / 2), bytes.Count - Math.Max(place, bytes.Count / 2)); break;
            }
        }

        return [.. bytes];
    }

    private static byte[] Bytes(TensorProto tensor)
    {
        using var stream = new MemoryStream();
        tensor.Write().CopyTo(stream);
        return stream.ToArray();
    }

    private static TensorProto Lists()
    {
        var tensor = new TensorProto { Name = "t", DataType = TensorDataType.Int64 };
        tensor.Dimensions.AddRange([2, 3]);
        tensor.Int64s.AddRange([1, 2, -3, 4, 5, 1L << 40]);
        return tensor;
    }

    private static TestModel Network() => new TestModel().Input("x", Sample.Floats(1, 4, 2, 3)).Constant("w", Sample.Floats(2, 2, 20, 3)).Constant("r", Sample.Floats(3, 2, 20, 5)).Constant("b", Sample.Floats(4, 2, 40))
        .Node("LSTM", ["x", "w", "r", "b"], ["y", "h", "c"], Int("hidden_size", 5), Text("direction", "bidirectional"), Texts("activations", "Sigmoid", "Tanh", "Tanh", "Sigmoid", "Elu", "Tanh"), Float("clip", 9))
        .Node("Transpose", ["y"], ["t"], Ints("perm", 0, 2, 1, 3)).Constant("shape", Sample.Ints(0, 0, -1)).Node("Reshape", ["t", "shape"], ["f"])
        .Constant("v", Sample.Floats(5, 10, 4)).Node("MatMul", ["f", "v"], ["s"]).Node("Softmax", ["s"], ["p"], Int("axis", -1)).Output("p").Output("h");

    private static TestModel Control()
    {
        TestModel step = new TestModel().Input("s", OnnxDataType.Float32, 1).Input("v", OnnxDataType.Float32, 1).Node("Add", ["s", "v"], ["n"]).Node("Tanh", ["n"], ["e"]).Output("n", rank: 1).Output("e", rank: 1);
        TestModel turn = new TestModel().Input("i", OnnxDataType.Int64, 0).Input("go", OnnxDataType.Boolean, 0).Input("a", OnnxDataType.Float32, 1).Node("Neg", ["a"], ["m"]).Node("Identity", ["go"], ["on"]).Output("on", OnnxDataType.Boolean, 0).Output("m", rank: 1);
        TestModel yes = new TestModel().Node("Exp", ["z"], ["q"]).Output("q"), no = new TestModel().Node("Abs", ["z"], ["u"]).Output("u");
        return new TestModel().Input("start", Sample.Floats(1, 3)).Input("steps", Sample.Floats(2, 4, 3)).Constant("most", OnnxData.Create<long>([5])).Constant("true", OnnxData.Create<bool>([true]))
            .Node("Scan", ["start", "steps"], ["last", "all"], Graph("body", step), Int("num_scan_inputs", 1)).Node("Loop", ["most", "true", "last"], ["z"], Graph("body", turn))
            .Node("If", ["true"], ["y"], Graph("then_branch", yes), Graph("else_branch", no)).Output("y").Output("all");
    }

    private static TestModel ShapeChanges() => new TestModel(18).Input("x", Sample.Floats(1, 2, 6)).Constant("to", OnnxData.Create<long>([6])).Constant("zero", OnnxData.Create<long>([0])).Constant("one", OnnxData.Create<long>([1]))
        .Node("Range", ["zero", "to", "one"], ["ids"]).Node("Gather", ["x", "ids"], ["g"], Int("axis", 1)).Constant("twice", Sample.Ints(2, 1)).Node("Tile", ["g", "twice"], ["t"]).Constant("pads", Sample.Ints(1, 0, 0, 2)).Node("Pad", ["t", "pads"], ["p"])
        .Constant("wide", Sample.Ints(2, 5, 8)).Node("Expand", ["p", "wide"], ["e"]).Constant("start", Sample.Ints(0, 1)).Constant("end", Sample.Ints(2, 7)).Constant("axes", Sample.Ints(0, 2)).Node("Slice", ["e", "start", "end", "axes"], ["s"])
        .Constant("like", Sample.Ints(2, 5, 6)).Node("ConstantOfShape", ["like"], ["c"]).Node("Concat", ["s", "c"], ["k"], Int("axis", 0)).Constant("flat", Sample.Ints(-1)).Node("Reshape", ["k", "flat"], ["r"]).Node("Split", ["r"], ["a", "b"], Int("num_outputs", 2))
        .Node("ReduceMean", ["a"], ["m"], Int("keepdims", 0)).Constant("k3", Sample.Ints(3)).Node("TopK", ["b", "k3"], ["v", "w"]).Node("Einsum", ["v", "v"], ["o"], Text("equation", "i,j->ij")).Output("m").Output("o");
}

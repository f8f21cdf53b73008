using Recurrent.Interop.Onnx.Import;
using Recurrent.Interop.Onnx.Messages;
using static Recurrent.Interop.Tests.Onnx.Import.TestModel;

namespace Recurrent.Interop.Tests.Onnx.Import;

/// <summary>RNN, LSTM and GRU against ONNX Runtime over their attributes and inputs.</summary>
public sealed class RecurrentOperatorTests
{
    private const int Time = 5, Batch = 3, Features = 4, Hidden = 6;

    private static readonly string[] Kinds = ["RNN", "LSTM", "GRU"], Directions = ["forward", "reverse", "bidirectional"];

    public static TheoryData<string, string> KindsAndDirections => new(from kind in Kinds from direction in Directions select (kind, direction));

    [Theory]
    [MemberData(nameof(KindsAndDirections))]
    public void Optional_inputs_are_as_in_onnx_runtime(string kind, string direction)
    {
        for (int given = 0; given < 8; given++)
        {
            RuntimeOracle.Same(Model(kind, direction, new Inputs { Bias = (given & 1) != 0, Lengths = (given & 2) != 0 ? [5, 2, 4] : null, Initial = (given & 4) != 0 }));
        }
    }

    [Theory]
    [MemberData(nameof(KindsAndDirections))]
    public void Clip_is_as_in_onnx_runtime(string kind, string direction)
    {
        RuntimeOracle.Same(Model(kind, direction, new Inputs { Bias = true, Initial = true, Lengths = [5, 2, 4] }, Float("clip", 0.3f)));
        RuntimeOracle.Same(Model(kind, direction, new Inputs(), Float("clip", 0.2f)));
    }

    [Theory]
    [MemberData(nameof(KindsAndDirections))]
    public void Every_activation_is_as_in_onnx_runtime(string kind, string direction)
    {
        int each = kind == "LSTM" ? 3 : kind == "GRU" ? 2 : 1;
        string[] names = ["Relu", "Tanh", "Sigmoid", "Affine", "LeakyRelu", "ThresholdedRelu", "ScaledTanh", "HardSigmoid", "Elu", "Softsign", "Softplus"];
        int count = each * (direction == "bidirectional" ? 2 : 1);
        for (int first = 0; first < names.Length; first++)
        {
            string[] chosen = [.. Enumerable.Range(0, count).Select(index => names[(first + (index * 3)) % names.Length])];
            // ONNX Runtime insists on as many alphas and betas as the activations take.
            float[] alphas = [.. chosen.Where(TakesAlpha).Select((_, index) => 0.7f + (0.1f * index))], betas = [.. chosen.Where(TakesBeta).Select((_, index) => 0.4f + (0.1f * index))];
            RuntimeOracle.Same(Model(kind, direction, new Inputs { Bias = true, Initial = true, Lengths = [5, 2, 4], Scale = 0.3 }, Texts("activations", chosen), Floats("activation_alpha", alphas), Floats("activation_beta", betas)));
        }
    }

    [Fact]
    public void Names_of_activations_may_be_written_in_any_case() =>
        RuntimeOracle.Same(Model("GRU", "bidirectional", new Inputs { Bias = true }, Texts("activations", "SIGMOID", "tanh", "hardsigmoid", "SoftSign")));

    [Theory]
    [InlineData("LeakyRelu")]
    [InlineData("HardSigmoid")]
    [InlineData("Elu")]
    public void Alpha_and_beta_have_the_defaults_of_onnx_runtime(string name) =>
        RuntimeOracle.Same(Model("LSTM", "forward", new Inputs { Scale = 2 }, Texts("activations", "Sigmoid", name, "Tanh")));

    [Theory]
    [InlineData("ThresholdedRelu", 1, 0)]
    [InlineData("Affine", 1, 0)]
    [InlineData("ScaledTanh", 1, 1)]
    public void Other_defaults_are_those_of_the_operators_of_the_same_name(string name, float alpha, float beta)
    {
        // ONNX Runtime takes 0 for these, against the specification.
        TestModel silent = Model("GRU", "forward", new Inputs { Scale = 2 }, Texts("activations", name, "Tanh"));
        TestModel explicitly = Model("GRU", "forward", new Inputs { Scale = 2 }, Texts("activations", name, "Tanh"), Floats("activation_alpha", alpha), Floats("activation_beta", beta));
        Assert.Equal(explicitly.Run()["Y"].Values<float>().ToArray(), silent.Run()["Y"].Values<float>().ToArray());
    }

    [Theory]
    [InlineData("forward")]
    [InlineData("reverse")]
    [InlineData("bidirectional")]
    public void Reset_behind_the_product_is_as_in_onnx_runtime(string direction)
    {
        RuntimeOracle.Same(Model("GRU", direction, new Inputs { Bias = true, Initial = true, Lengths = [5, 2, 4] }, Int("linear_before_reset", 1)));
        RuntimeOracle.Same(Model("GRU", direction, new Inputs { Bias = true, Initial = true }, Int("linear_before_reset", 1), Float("clip", 0.25f)));
        RuntimeOracle.Same(Model("GRU", direction, new Inputs(), Int("linear_before_reset", 1)));
    }

    [Theory]
    [InlineData("forward")]
    [InlineData("reverse")]
    [InlineData("bidirectional")]
    public void Peepholes_and_coupled_gates_are_as_in_onnx_runtime(string direction)
    {
        var inputs = new Inputs { Bias = true, Initial = true, Lengths = [5, 2, 4], Peepholes = true };
        RuntimeOracle.Same(Model("LSTM", direction, inputs));
        RuntimeOracle.Same(Model("LSTM", direction, inputs with { Lengths = null, Initial = false }));
        RuntimeOracle.Same(Model("LSTM", direction, inputs, Float("clip", 0.3f)));
        RuntimeOracle.Same(Model("LSTM", direction, inputs, Int("input_forget", 1)));
        RuntimeOracle.Same(Model("LSTM", direction, inputs with { Peepholes = false }, Int("input_forget", 1)));
    }

    [Theory]
    [MemberData(nameof(KindsAndDirections))]
    public void Lengths_of_zero_are_as_in_onnx_runtime(string kind, string direction)
    {
        RuntimeOracle.Same(Model(kind, direction, new Inputs { Bias = true, Initial = true, Lengths = [5, 0, 1] }));
        RuntimeOracle.Same(Model(kind, direction, new Inputs { Bias = true, Initial = true, Lengths = [5, 0, 1] }, Float("clip", 0.3f)));
    }

    [Theory]
    [MemberData(nameof(KindsAndDirections))]
    public void Outputs_may_be_left_out(string kind, string direction)
    {
        string[] names = kind == "LSTM" ? ["Y", "Y_h", "Y_c"] : ["Y", "Y_h"];
        for (int asked = 1; asked < 1 << names.Length; asked++)
        {
            RuntimeOracle.Same(Model(kind, direction, new Inputs { Outputs = [.. names.Select((name, index) => (asked & (1 << index)) == 0 ? "" : name)] }));
        }
    }

    [Theory]
    [InlineData(7)]
    [InlineData(14)]
    [InlineData(22)]
    public void Every_version_of_the_operators_is_read(long version)
    {
        foreach (string kind in Kinds)
        {
            RuntimeOracle.Same(Model(kind, "bidirectional", new Inputs { Bias = true, Version = version }));
        }
    }

    [Theory]
    [MemberData(nameof(KindsAndDirections))]
    public void Batch_first_layout_is_the_same_turned(string kind, string direction)
    {
        var inputs = new Inputs { Bias = true, Initial = true, Lengths = [5, 2, 4] };
        TestModel plain = Model(kind, direction, inputs), turned = Model(kind, direction, inputs with { IsBatchFirst = true }, Int("layout", 1));
        IReadOnlyDictionary<string, OnnxData> expected = plain.Run(), actual = turned.Run();
        foreach ((string name, OnnxData value) in expected)
        {
            OnnxData back = name == "Y" ? Turn(actual[name], [1, 2, 0, 3]) : Turn(actual[name], [1, 0, 2]);
            RuntimeOracle.Same(name, value, back, 0);
        }
    }

    [Theory]
    [MemberData(nameof(KindsAndDirections))]
    public void Hidden_size_may_be_left_out_and_double_is_computed_in_double(string kind, string direction)
    {
        TestModel model = Model(kind, direction, new Inputs { Bias = true, Initial = true, Type = OnnxDataType.Float64, HasHiddenSize = false });
        IReadOnlyDictionary<string, OnnxData> exact = model.Run();
        IReadOnlyDictionary<string, OnnxData> single = RuntimeOracle.Run(Model(kind, direction, new Inputs { Bias = true, Initial = true }).Bytes, Model(kind, direction, new Inputs { Bias = true, Initial = true }).Feeds);
        foreach ((string name, OnnxData value) in exact)
        {
            Assert.Equal(OnnxDataType.Float64, value.ElementType);
            float[] rounded = Array.ConvertAll(value.Values<double>().ToArray(), number => (float)number);
            RuntimeOracle.Same(name, single[name], OnnxData.Create<float>(rounded, [.. value.Shape]), 1e-6);
        }
    }

    [Theory]
    [MemberData(nameof(KindsAndDirections))]
    public void Half_precision_and_no_steps_are_computed(string kind, string direction)
    {
        TestModel half = Model(kind, direction, new Inputs { Bias = true, Type = OnnxDataType.Float16 }), single = Model(kind, direction, new Inputs { Bias = true });
        OnnxData rounded = half.Run()["Y_h"], exact = single.Run()["Y_h"];
        Assert.Equal(OnnxDataType.Float16, rounded.ElementType);
        RuntimeOracle.Same("Y_h", exact, Recurrent.Interop.Onnx.Import.Operators.TypeOperators.Cast(rounded, OnnxDataType.Float32), 5e-3);
        TestModel none = Model(kind, direction, new Inputs { Initial = true, Time = 0 });
        IReadOnlyDictionary<string, OnnxData> outputs = none.Run();
        Assert.Equal(0, outputs["Y"].Count);
        Assert.Equal(none.Feeds["initial_h"].Shape, outputs["Y_h"].Shape);
    }

    private static bool TakesAlpha(string name) => name is "Affine" or "LeakyRelu" or "ThresholdedRelu" or "ScaledTanh" or "HardSigmoid" or "Elu";

    private static bool TakesBeta(string name) => name is "Affine" or "ScaledTanh" or "HardSigmoid";

    private static OnnxData Turn(OnnxData value, int[] order) => Recurrent.Interop.Onnx.Import.Values.Selection.Transpose(value, order);

    private static TestModel Model(string kind, string direction, Inputs given, params AttributeProto[] attributes)
    {
        int directions = direction == "bidirectional" ? 2 : 1, gates = kind == "LSTM" ? 4 : kind == "GRU" ? 3 : 1;
        string[] outputs = given.Outputs ?? (kind == "LSTM" ? ["Y", "Y_h", "Y_c"] : ["Y", "Y_h"]);
        OnnxData Numbers(int seed, params int[] shape) => Sample.Create(given.Type, seed, given.Scale, shape);
        OnnxData Turned(OnnxData value) => given.IsBatchFirst ? Turn(value, [1, 0, 2]) : value;
        var model = new TestModel(given.Version);
        model.Input("X", Turned(Numbers(1, given.Time, Batch, Features)));
        model.Constant("W", Numbers(2, directions, gates * Hidden, Features));
        model.Input("R", Numbers(3, directions, gates * Hidden, Hidden));
        var names = new List<string> { "X", "W", "R", "", "", "", "", "" };
        void Add(int place, string name, bool isGiven, Func<OnnxData> value)
        {
            if (isGiven)
            {
                names[place] = name;
                model.Input(name, value());
            }
        }

        Add(3, "B", given.Bias, () => Numbers(4, directions, 2 * gates * Hidden));
        Add(4, "sequence_lens", given.Lengths is not null, () => Sample.Int32s(given.Lengths!));
        Add(5, "initial_h", given.Initial, () => Turned(Numbers(5, directions, Batch, Hidden)));
        Add(6, "initial_c", given.Initial && kind == "LSTM", () => Turned(Numbers(6, directions, Batch, Hidden)));
        Add(7, "P", given.Peepholes, () => Numbers(7, directions, 3 * Hidden));
        int used = names.FindLastIndex(name => name.Length > 0) + 1;
        AttributeProto[] own = [Text("direction", direction), .. given.HasHiddenSize ? [Int("hidden_size", Hidden)] : Array.Empty<AttributeProto>(), .. attributes];
        model.Node(kind, [.. names.Take(used)], outputs, own);
        foreach (string name in outputs.Where(name => name.Length > 0))
        {
            model.Output(name, given.Type);
        }

        return model;
    }

    private sealed record Inputs
    {
        public bool Bias { get; init; }

        public int[]? Lengths { get; init; }

        public bool Initial { get; init; }

        public bool Peepholes { get; init; }

        public bool IsBatchFirst { get; init; }

        public bool HasHiddenSize { get; init; } = true;

        public int Time { get; init; } = RecurrentOperatorTests.Time;

        public double Scale { get; init; } = 1;

        public long Version { get; init; } = 17;

        public OnnxDataType Type { get; init; } = OnnxDataType.Float32;

        public string[]? Outputs { get; init; }
    }
}

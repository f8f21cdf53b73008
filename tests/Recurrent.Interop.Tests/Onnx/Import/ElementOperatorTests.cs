using Recurrent.Interop.Onnx.Import;
using Recurrent.Interop.Onnx.Messages;
using static Recurrent.Interop.Tests.Onnx.Import.TestModel;

namespace Recurrent.Interop.Tests.Onnx.Import;

/// <summary>Operators that work element by element, against ONNX Runtime.</summary>
public sealed class ElementOperatorTests
{
    [Theory]
    [InlineData("Relu Tanh Sigmoid Softsign Softplus LeakyRelu ThresholdedRelu Elu HardSigmoid HardSwish Selu Neg Abs Sign Exp Reciprocal Floor Ceil Round Erf Sin Cos Tan Atan Sinh Cosh Asinh Celu Shrink Mish", 1.0)]
    [InlineData("Asin Acos Atanh", 0.9)]
    public void Function_of_one_number_is_as_in_onnx_runtime(string names, double scale)
    {
        foreach (string name in names.Split(' '))
        {
            RuntimeOracle.Same(new OperatorCase(name, [Sample.Create(OnnxDataType.Float32, 3, 3 * scale * (scale < 1 ? 1 / 3.0 : 1), 4, 5)]).Build());
        }
    }

    [Fact]
    public void Roots_and_logarithms_of_positive_numbers_are_as_in_onnx_runtime()
    {
        OnnxData positive = OnnxData.Create<float>([0.1f, 1, 2.5f, 100, 1e-6f, 3e7f], 2, 3);
        Array.ForEach(["Sqrt", "Log"], name => RuntimeOracle.Same(new OperatorCase(name, [positive]).Build()));
        RuntimeOracle.Same(new OperatorCase("Acosh", [OnnxData.Create<float>([1, 2, 30], 3)]).Build());
    }

    [Fact]
    public void Activations_with_settings_are_as_in_onnx_runtime()
    {
        OnnxData x = Sample.Create(OnnxDataType.Float32, 4, 3, 3, 4);
        AttributeProto alpha = Float("alpha", 0.3f);
        foreach (string name in new[] { "LeakyRelu", "ThresholdedRelu", "Elu", "HardSigmoid", "Celu" })
        {
            RuntimeOracle.Same(new OperatorCase(name, [x]) { Attributes = [alpha] }.Build());
        }

        RuntimeOracle.Same(new OperatorCase("Gelu", [x]) { Version = 20 }.Build());
        RuntimeOracle.Same(new OperatorCase("Gelu", [x]) { Version = 20, Attributes = [Text("approximate", "tanh")] }.Build());
        RuntimeOracle.Same(new OperatorCase("PRelu", [x, Sample.Floats(5, 4)]).Build());
        RuntimeOracle.Same(new OperatorCase("Clip", [x]) { Version = 10, Attributes = [Float("min", -0.5f), Float("max", 1)] }.Build());
        RuntimeOracle.Same(new OperatorCase("Clip", [x, null, OnnxData.Create<float>([0.7f])]) { Version = 13 }.Build());
        RuntimeOracle.Same(new OperatorCase("Clip", [Sample.Ints(-5, 3, 9), OnnxData.Create<long>([-1]), OnnxData.Create<long>([4])]) { Type = OnnxDataType.Int64 }.Build());
    }

    [Theory]
    [InlineData("Add")]
    [InlineData("Sub")]
    [InlineData("Mul")]
    [InlineData("Div")]
    [InlineData("Min")]
    [InlineData("Max")]
    public void Arithmetic_of_every_type_is_as_in_onnx_runtime(string name)
    {
        foreach (OnnxDataType type in new[] { OnnxDataType.Float32, OnnxDataType.Float64, OnnxDataType.Int32, OnnxDataType.Int64 })
        {
            OnnxData divisor = Recurrent.Interop.Onnx.Import.Values.Numbers.From(type, [4], new double[] { 3, -2, 5, 1 });
            RuntimeOracle.Same(new OperatorCase(name, [Sample.Create(type, 6, 50, 3, 4), divisor]) { Type = type }.Build());
            RuntimeOracle.Same(new OperatorCase(name, [Sample.Create(type, 7, 50, 2, 1, 4), Recurrent.Interop.Onnx.Import.Values.Numbers.From(type, [3, 1], new double[] { 7, -3, 2 })]) { Type = type }.Build());
            RuntimeOracle.Same(new OperatorCase(name, [Sample.Create(type, 8, 50, 5), Recurrent.Interop.Onnx.Import.Values.Numbers.From(type, [], new double[] { 4 })]) { Type = type }.Build());
        }
    }

    [Fact]
    public void Powers_remainders_and_sums_are_as_in_onnx_runtime()
    {
        OnnxData positive = OnnxData.Create<float>([0.5f, 2, 3], 3), whole = Sample.Ints(7, -7, 5), divisors = Sample.Ints(3, 3, -3);
        RuntimeOracle.Same(new OperatorCase("Pow", [positive, Sample.Floats(1, 2, 3)]).Build());
        RuntimeOracle.Same(new OperatorCase("Pow", [positive, Sample.Ints(2, 3, 0)]).Build());
        RuntimeOracle.Same(new OperatorCase("Mod", [whole, divisors]) { Type = OnnxDataType.Int64 }.Build());
        RuntimeOracle.Same(new OperatorCase("Mod", [whole, divisors]) { Type = OnnxDataType.Int64, Attributes = [Int("fmod", 1)] }.Build());
        RuntimeOracle.Same(new OperatorCase("Mod", [Sample.Floats(2, 5), positive.Reshaped(3).Count == 3 ? OnnxData.Create<float>([0.3f], 1) : positive]) { Attributes = [Int("fmod", 1)] }.Build());
        OnnxData[] three = [Sample.Floats(1, 2, 3), Sample.Floats(2, 3), Sample.Floats(3, 2, 1)];
        Array.ForEach(["Sum", "Mean", "Max", "Min"], name => RuntimeOracle.Same(new OperatorCase(name, three).Build()));
    }

    [Fact]
    public void Comparisons_and_logic_are_as_in_onnx_runtime()
    {
        OnnxData left = OnnxData.Create<float>([1, 2, 3, float.NaN], 4), right = OnnxData.Create<float>([2, 2, 2, 2], 4);
        OnnxData yes = Sample.Bools(true, true, false, false), other = Sample.Bools(true, false, true, false);
        foreach (string name in new[] { "Equal", "Less", "Greater", "LessOrEqual", "GreaterOrEqual" })
        {
            RuntimeOracle.Same(new OperatorCase(name, [left, right]) { Type = OnnxDataType.Boolean }.Build());
            RuntimeOracle.Same(new OperatorCase(name, [Sample.Ints(1, 2, 3), Sample.Ints(2)]) { Type = OnnxDataType.Boolean }.Build());
        }

        Array.ForEach(["And", "Or", "Xor"], name => RuntimeOracle.Same(new OperatorCase(name, [yes, other]) { Type = OnnxDataType.Boolean }.Build()));
        RuntimeOracle.Same(new OperatorCase("Not", [yes]) { Type = OnnxDataType.Boolean }.Build());
        RuntimeOracle.Same(new OperatorCase("IsNaN", [left]) { Type = OnnxDataType.Boolean }.Build());
        RuntimeOracle.Same(new OperatorCase("Where", [yes, left, Sample.Floats(1, 3, 1)]).Build());
        RuntimeOracle.Same(new OperatorCase("Where", [yes, Sample.Ints(1, 2, 3, 4), Sample.Ints(-1)]) { Type = OnnxDataType.Int64 }.Build());
    }

    [Fact]
    public void Casts_are_as_in_onnx_runtime()
    {
        OnnxDataType[] types = [OnnxDataType.Float32, OnnxDataType.Float64, OnnxDataType.Float16, OnnxDataType.Int64, OnnxDataType.Int32, OnnxDataType.UInt8, OnnxDataType.Boolean];
        foreach (OnnxDataType source in types)
        {
            OnnxData x = Recurrent.Interop.Onnx.Import.Values.Numbers.From(source, [4], new double[] { 0, 1.7, 100, 3.2 });
            foreach (OnnxDataType target in types)
            {
                RuntimeOracle.Same(new OperatorCase("Cast", [x]) { Type = target, Attributes = [Int("to", (long)target)] }.Build());
            }
        }
    }

    [Fact]
    public void Brain_floats_are_rounded_to_the_nearest_even()
    {
        OnnxData x = OnnxData.Create<float>([1, 1.00390625f, 1.01171875f, float.NaN, -3.4e38f], 5);
        OnnxData bits = Recurrent.Interop.Onnx.Import.Operators.TypeOperators.Cast(x, OnnxDataType.BFloat16);
        Assert.Equal([0x3F80, 0x3F80, 0x3F82, 0x7FC0, 0xFF80], bits.Span<ushort>().ToArray().Select(value => (int)value));
    }
}

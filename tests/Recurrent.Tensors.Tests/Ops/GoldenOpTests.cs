using Recurrent.Tensors.Autograd;
using Recurrent.Tensors.Ops;
using Recurrent.Testing;

namespace Recurrent.Tensors.Tests.Ops;

/// <summary>Values and gradients against libtorch's (tests/golden, made by eng/golden).</summary>
public sealed class GoldenOpTests
{
    private static readonly Dictionary<string, (string[] Inputs, Func<Tape, Tensor[], Golden, Tensor> Op)> Cases = new()
    {
        ["activation-elu"] = Unary((tape, x) => tape.Elu(x)),
        ["activation-elu-half"] = Unary((tape, x) => tape.Elu(x, 0.5f)),
        ["activation-gelu"] = Unary((tape, x) => tape.Gelu(x)),
        ["activation-leaky-relu"] = Unary((tape, x) => tape.LeakyRelu(x)),
        ["activation-relu"] = Unary((tape, x) => tape.Relu(x)),
        ["activation-sigmoid"] = Unary((tape, x) => tape.Sigmoid(x)),
        ["activation-silu"] = Unary((tape, x) => tape.Silu(x)),
        ["activation-softplus"] = Unary((tape, x) => tape.Softplus(x)),
        ["activation-tanh"] = Unary((tape, x) => tape.Tanh(x)),
        ["operation-softmax"] = Unary((tape, x) => tape.Softmax(x)),
        ["operation-log-softmax"] = Unary((tape, x) => tape.LogSoftmax(x)),
        ["operation-layer-norm"] = (["input", "weight", "bias"], (tape, x, _) => tape.LayerNorm(x[0], x[1], x[2])),
        ["operation-attention"] = (["query", "key", "value"], (tape, x, _) => tape.ScaledDotProductAttention(x[0], x[1], x[2])),
        ["operation-attention-masked"] = (["query", "key", "value"], (tape, x, golden) => tape.ScaledDotProductAttention(
            x[0], x[1], x[2], Tensor.FromValues([.. golden.Integers("mask").Select(keep => (float)keep)], new Shape(golden.Shape("mask"))))),
        ["loss-cross-entropy"] = CrossEntropy(0f),
        ["loss-cross-entropy-extreme"] = CrossEntropy(0f),
        ["loss-cross-entropy-ignored"] = CrossEntropy(0f),
        ["loss-cross-entropy-smoothed"] = CrossEntropy(0.1f),
        ["loss-cross-entropy-weighted"] = CrossEntropy(0f),
        ["loss-bce-logits"] = Loss((tape, x, target) => tape.BinaryCrossEntropyWithLogits(x, target)),
        ["loss-bce-logits-weighted"] = (["input"], (tape, x, golden) =>
            tape.BinaryCrossEntropyWithLogits(x[0], Constant(golden, "target"), positiveWeight: Constant(golden, "weights"))),
        ["loss-huber"] = Loss((tape, x, target) => tape.Huber(x, target, 0.7f)),
        ["loss-l1"] = Loss((tape, x, target) => tape.MeanAbsoluteError(x, target)),
        ["loss-mse"] = Loss((tape, x, target) => tape.MeanSquaredError(x, target)),
        ["loss-gaussian-nll-full"] = (["input", "variance"], (tape, x, golden) =>
            tape.GaussianNegativeLogLikelihood(x[0], tape.Log(x[1]), Constant(golden, "target"))),
    };

    public static TheoryData<string> Names() => [.. Cases.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void Op_equals_libtorch_in_value_and_gradient(string name)
    {
        Golden golden = Golden.Load(name);
        (string[] names, Func<Tape, Tensor[], Golden, Tensor> op) = Cases[name];
        Tape tape = Tape.ForGradients(threads: 1);
        Tensor[] inputs = [.. names.Select(input => Tensor.Variable(golden.Floats(input), new Shape(golden.Shape(input))))];
        Tensor output = op(tape, inputs, golden);
        // libtorch loses digits in the rows near 1000: ours agree with double precision there (RowOpTests checks it).
        float tolerance = name is "operation-softmax" or "operation-log-softmax" ? 1e-5f : 3e-6f;
        AssertClose("output", golden.Floats("output"), output.Values, tolerance);
        tape.Backward(output, golden.Contains("upstream.output") ? golden.Floats("upstream.output") : [1f]);
        for (int index = 0; index < inputs.Length; index++)
        {
            AssertClose(names[index], golden.Floats($"grad.{names[index]}"), inputs[index].Gradient, tolerance);
        }
    }

    private static (string[] Inputs, Func<Tape, Tensor[], Golden, Tensor> Op) Unary(Func<Tape, Tensor, Tensor> op) => (["input"], (tape, x, _) => op(tape, x[0]));

    private static (string[] Inputs, Func<Tape, Tensor[], Golden, Tensor> Op) Loss(Func<Tape, Tensor, Tensor, Tensor> op) =>
        (["input"], (tape, x, golden) => op(tape, x[0], Constant(golden, "target")));

    private static (string[] Inputs, Func<Tape, Tensor[], Golden, Tensor> Op) CrossEntropy(float smoothing) =>
        (["input"], (tape, x, golden) => tape.CrossEntropy(
            x[0],
            golden.Integers("target"),
            new CrossEntropyOptions { LabelSmoothing = smoothing, ClassWeights = golden.Contains("weights") ? Constant(golden, "weights") : null }));

    private static Tensor Constant(Golden golden, string array) => Tensor.FromValues(golden.Floats(array), new Shape(golden.Shape(array)));

    private static void AssertClose(string what, float[] expected, ReadOnlySpan<float> actual, float tolerance)
    {
        Assert.Equal(expected.Length, actual.Length);
        float scale = Math.Max(1e-3f, expected.Max(MathF.Abs));
        for (int index = 0; index < expected.Length; index++)
        {
            float error = MathF.Abs(expected[index] - actual[index]) / scale;
            Assert.True(error <= tolerance, $"{what}[{index}]: {actual[index]:r}, libtorch {expected[index]:r}, off by {error:g3} of {scale:g3}");
        }
    }
}

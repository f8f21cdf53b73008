using Recurrent.Layers.Basic;
using Recurrent.Tensors;
using Recurrent.Tensors.Autograd;
using Recurrent.Tensors.Ops;

namespace Recurrent.Interop.Onnx.Export.Basic;

/// <summary>
/// The operator whose function an activation is. An <see cref="Activation"/> holds any function, so it is recognised by what it does: the same bits
/// as one of this library's functions for numbers of all sizes.
/// </summary>
internal static class ActivationEmitter
{
    private const int Probes = 64;

    private static readonly Known[] All =
    [
        new((tape, x) => tape.Relu(x), (graph, x) => graph.Add("Relu", [x])),
        new((tape, x) => tape.Tanh(x), (graph, x) => graph.Tanh(x)),
        new((tape, x) => tape.Sigmoid(x), (graph, x) => graph.Sigmoid(x)),
        new((tape, x) => tape.Gelu(x), (graph, x) => graph.Gelu(x)),
        new((tape, x) => tape.Silu(x), (graph, x) => graph.Times(x, graph.Sigmoid(x))),
        new((tape, x) => tape.Elu(x), (graph, x) => graph.Add("Elu", [x])),
        new((tape, x) => tape.LeakyRelu(x), (graph, x) => graph.Add("LeakyRelu", [x])),
        new((tape, x) => tape.Softplus(x), (graph, x) => graph.Add("Softplus", [x])),
        new((tape, x) => tape.Softmax(x), (graph, x) => graph.Softmax(x)),
        new((tape, x) => tape.LogSoftmax(x), (graph, x) => graph.Add("LogSoftmax", [x], new OnnxAttribute("axis", -1))),
        new((tape, x) => tape.Exp(x), (graph, x) => graph.Add("Exp", [x])),
        new((tape, x) => tape.Abs(x), (graph, x) => graph.Add("Abs", [x])),
        new((tape, x) => tape.Square(x), (graph, x) => graph.Times(x, x)),
        new((_, x) => x, (_, x) => x),
    ];

    /// <exception cref="NotSupportedException">It is none of them.</exception>
    public static OnnxValue Emit(OnnxGraphBuilder graph, Activation module, OnnxValue input)
    {
        Tensor probe = Tensor.FromValues([.. Enumerable.Range(0, Probes).Select(index => (index - (Probes / 2)) * 0.17f)], new Shape(2, Probes / 2));
        Known? known = Array.Find(All, candidate => AreSame(module.Run, candidate.Function, probe));
        return known?.Emit(graph, input) ?? throw new NotSupportedException(
            "An Activation holds a function that is none of Relu, Tanh, Sigmoid, Gelu, Silu, Elu, LeakyRelu, Softplus, Softmax, LogSoftmax, Exp, Abs, Square; " +
            "make it a module of its own and give that an ONNX form with OnnxEmitters.BuiltIn.With.");
    }

    private static bool AreSame(Func<Tape, Tensor, Tensor> left, Func<Tape, Tensor, Tensor> right, Tensor probe)
    {
        Tape tape = Tape.ForInference(threads: 1);
        Tensor first = left(tape, probe), second = right(tape, probe);
        return first.Shape == second.Shape && first.Values.SequenceEqual(second.Values);
    }

    private sealed record Known(Func<Tape, Tensor, Tensor> Function, Func<OnnxGraphBuilder, OnnxValue, OnnxValue> Emit);
}

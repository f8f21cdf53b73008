using Recurrent.Tensors;

namespace Recurrent.Interop.Onnx.Export;

/// <summary>Short forms of the operators that layers and cells are made of; each adds its nodes and gives their result.</summary>
public static class OnnxOperators
{
    /// <summary>x Wᵀ + b over the last axis.</summary>
    /// <param name="graph">Where nodes are added.</param>
    /// <param name="input">x, <c>[…, I]</c>.</param>
    /// <param name="weight">W, <c>[O, I]</c>.</param>
    /// <param name="bias">b, <c>[O]</c>; null for none.</param>
    /// <returns><c>[…, O]</c>.</returns>
    public static OnnxValue Linear(this OnnxGraphBuilder graph, OnnxValue input, Parameter weight, Parameter? bias = null)
    {
        ArgumentNullException.ThrowIfNull(graph);
        OnnxValue product = graph.MatMul(input, graph.Transposed(weight));
        return bias is null ? product : graph.Plus(product, graph.Weight(bias));
    }

    /// <summary>The product of matrices in the last two axes.</summary>
    /// <param name="graph">Where the node is added.</param>
    /// <param name="left"><c>[…, M, K]</c>.</param>
    /// <param name="right"><c>[…, K, N]</c>.</param>
    /// <returns><c>[…, M, N]</c>.</returns>
    public static OnnxValue MatMul(this OnnxGraphBuilder graph, OnnxValue left, OnnxValue right) => Checked(graph).Add("MatMul", [left, right]);

    /// <summary>Left plus right, element by element with broadcasting.</summary>
    /// <param name="graph">Where the node is added.</param>
    /// <param name="left">Any shape.</param>
    /// <param name="right">A shape that fits.</param>
    /// <returns>The sum.</returns>
    public static OnnxValue Plus(this OnnxGraphBuilder graph, OnnxValue left, OnnxValue right) => Checked(graph).Add("Add", [left, right]);

    /// <summary>Left minus right, element by element with broadcasting.</summary>
    /// <param name="graph">Where the node is added.</param>
    /// <param name="left">Any shape.</param>
    /// <param name="right">A shape that fits.</param>
    /// <returns>The difference.</returns>
    public static OnnxValue Minus(this OnnxGraphBuilder graph, OnnxValue left, OnnxValue right) => Checked(graph).Add("Sub", [left, right]);

    /// <summary>Left times right, element by element with broadcasting.</summary>
    /// <param name="graph">Where the node is added.</param>
    /// <param name="left">Any shape.</param>
    /// <param name="right">A shape that fits.</param>
    /// <returns>The product.</returns>
    public static OnnxValue Times(this OnnxGraphBuilder graph, OnnxValue left, OnnxValue right) => Checked(graph).Add("Mul", [left, right]);

    /// <summary>Left divided by right, element by element with broadcasting.</summary>
    /// <param name="graph">Where the node is added.</param>
    /// <param name="left">Any shape.</param>
    /// <param name="right">A shape that fits.</param>
    /// <returns>The quotient.</returns>
    public static OnnxValue Over(this OnnxGraphBuilder graph, OnnxValue left, OnnxValue right) => Checked(graph).Add("Div", [left, right]);

    /// <summary>σ(x).</summary>
    /// <param name="graph">Where the node is added.</param>
    /// <param name="input">x.</param>
    /// <returns>The same shape.</returns>
    public static OnnxValue Sigmoid(this OnnxGraphBuilder graph, OnnxValue input) => Checked(graph).Add("Sigmoid", [input]);

    /// <summary>ln σ(x) = −ln(1 + e^−x), finite for all x.</summary>
    /// <param name="graph">Where nodes are added.</param>
    /// <param name="input">x.</param>
    /// <returns>The same shape.</returns>
    public static OnnxValue LogSigmoid(this OnnxGraphBuilder graph, OnnxValue input) =>
        Checked(graph).Add("Neg", [graph.Add("Softplus", [graph.Add("Neg", [input])])]);

    /// <summary>tanh(x).</summary>
    /// <param name="graph">Where the node is added.</param>
    /// <param name="input">x.</param>
    /// <returns>The same shape.</returns>
    public static OnnxValue Tanh(this OnnxGraphBuilder graph, OnnxValue input) => Checked(graph).Add("Tanh", [input]);

    /// <summary>t ⊙ left + (1 − t) ⊙ right, as right + t ⊙ (left − right).</summary>
    /// <param name="graph">Where nodes are added.</param>
    /// <param name="gate">t.</param>
    /// <param name="left">What an open gate gives.</param>
    /// <param name="right">What a shut gate gives.</param>
    /// <returns>The mixture.</returns>
    public static OnnxValue Mixed(this OnnxGraphBuilder graph, OnnxValue gate, OnnxValue left, OnnxValue right) =>
        graph.Plus(right, graph.Times(gate, graph.Minus(left, right)));

    /// <summary>A part of one axis.</summary>
    /// <param name="graph">Where the node is added.</param>
    /// <param name="input">Any shape.</param>
    /// <param name="axis">The axis; negative ones count from the last, −1.</param>
    /// <param name="start">Where the part begins.</param>
    /// <param name="length">How many entries it has.</param>
    /// <returns>The same shape but for that axis.</returns>
    public static OnnxValue Slice(this OnnxGraphBuilder graph, OnnxValue input, int axis, int start, int length) => Checked(graph).Add(
        "Slice", [input, graph.Integers(start), graph.Integers(start + length), graph.Integers(axis)]);

    /// <summary>The last axis cut into parts of one width.</summary>
    /// <param name="graph">Where the node is added.</param>
    /// <param name="input"><c>[…, parts · width]</c>.</param>
    /// <param name="parts">How many parts.</param>
    /// <param name="width">Entries of a part.</param>
    /// <returns>The parts, <c>[…, width]</c> each.</returns>
    public static OnnxValue[] Split(this OnnxGraphBuilder graph, OnnxValue input, int parts, int width) => Checked(graph).AddMany(
        "Split", parts, [input, graph.Integers([.. Enumerable.Repeat((long)width, parts)])], new OnnxAttribute("axis", -1));

    /// <summary>Values behind each other along an axis.</summary>
    /// <param name="graph">Where the node is added.</param>
    /// <param name="axis">The axis; negative ones count from the last, −1.</param>
    /// <param name="parts">At least one; one alone is given back.</param>
    /// <returns>The parts as one.</returns>
    public static OnnxValue Concat(this OnnxGraphBuilder graph, int axis, params ReadOnlySpan<OnnxValue> parts) =>
        parts.Length == 1 ? parts[0] : Checked(graph).Add("Concat", parts, new OnnxAttribute("axis", axis));

    /// <summary>The same values under another shape.</summary>
    /// <param name="graph">Where the node is added.</param>
    /// <param name="input">Any shape.</param>
    /// <param name="shape">The axes; 0 keeps the input's at that place, −1 takes what is left.</param>
    /// <returns>The values.</returns>
    public static OnnxValue Reshape(this OnnxGraphBuilder graph, OnnxValue input, params ReadOnlySpan<long> shape) =>
        Checked(graph).Add("Reshape", [input, graph.Integers(shape)]);

    /// <summary>The axes in another order.</summary>
    /// <param name="graph">Where the node is added.</param>
    /// <param name="input">Any shape.</param>
    /// <param name="order">For every axis of the result, the one of the input.</param>
    /// <returns>The values.</returns>
    public static OnnxValue Transpose(this OnnxGraphBuilder graph, OnnxValue input, params ReadOnlySpan<long> order) =>
        Checked(graph).Add("Transpose", [input], new OnnxAttribute("perm", order));

    /// <summary>New axes of length 1.</summary>
    /// <param name="graph">Where the node is added.</param>
    /// <param name="input">Any shape.</param>
    /// <param name="axes">Where they are in the result.</param>
    /// <returns>The values.</returns>
    public static OnnxValue Unsqueeze(this OnnxGraphBuilder graph, OnnxValue input, params ReadOnlySpan<long> axes) =>
        Checked(graph).Add("Unsqueeze", [input, graph.Integers(axes)]);

    /// <summary>Without axes of length 1.</summary>
    /// <param name="graph">Where the node is added.</param>
    /// <param name="input">A shape with such axes.</param>
    /// <param name="axes">Which.</param>
    /// <returns>The values.</returns>
    public static OnnxValue Squeeze(this OnnxGraphBuilder graph, OnnxValue input, params ReadOnlySpan<long> axes) =>
        Checked(graph).Add("Squeeze", [input, graph.Integers(axes)]);

    /// <summary>One of two values where a mask says so, with broadcasting.</summary>
    /// <param name="graph">Where the node is added.</param>
    /// <param name="condition">Booleans.</param>
    /// <param name="whenTrue">What is taken there.</param>
    /// <param name="otherwise">What is taken elsewhere.</param>
    /// <returns>The values.</returns>
    public static OnnxValue Where(this OnnxGraphBuilder graph, OnnxValue condition, OnnxValue whenTrue, OnnxValue otherwise) =>
        Checked(graph).Add("Where", [condition, whenTrue, otherwise]);

    /// <summary>The values as another type.</summary>
    /// <param name="graph">Where the node is added.</param>
    /// <param name="input">Any type but text.</param>
    /// <param name="type">The type.</param>
    /// <returns>The same shape.</returns>
    public static OnnxValue Cast(this OnnxGraphBuilder graph, OnnxValue input, OnnxElementType type) =>
        Checked(graph).Add("Cast", [input], new OnnxAttribute("to", (long)type));

    /// <summary>The length of an axis.</summary>
    /// <param name="graph">Where the node is added.</param>
    /// <param name="input">Any shape.</param>
    /// <param name="axis">The axis, counted from the first, 0.</param>
    /// <returns>int64 <c>[1]</c>.</returns>
    public static OnnxValue Size(this OnnxGraphBuilder graph, OnnxValue input, int axis) =>
        Checked(graph).Add("Shape", [input], new OnnxAttribute("start", axis), new OnnxAttribute("end", axis + 1));

    /// <summary>Mean 0 and variance 1 over the last axis, then a factor and an offset.</summary>
    /// <param name="graph">Where the node is added.</param>
    /// <param name="input"><c>[…, D]</c>.</param>
    /// <param name="gain">The factor, <c>[D]</c>.</param>
    /// <param name="bias">The offset, <c>[D]</c>.</param>
    /// <param name="epsilon">Added to the variance; 1e-5 as in the layers.</param>
    /// <returns>The same shape.</returns>
    public static OnnxValue LayerNorm(this OnnxGraphBuilder graph, OnnxValue input, OnnxValue gain, OnnxValue bias, float epsilon = 1e-5f) =>
        Checked(graph).Add("LayerNormalization", [input, gain, bias], new OnnxAttribute("axis", -1), new OnnxAttribute("epsilon", epsilon));

    /// <summary>exp(x) over its sum, over the last axis.</summary>
    /// <param name="graph">Where the node is added.</param>
    /// <param name="input"><c>[…, D]</c>.</param>
    /// <returns>The same shape.</returns>
    public static OnnxValue Softmax(this OnnxGraphBuilder graph, OnnxValue input) => Checked(graph).Add("Softmax", [input], new OnnxAttribute("axis", -1));

    /// <summary>x Φ(x), Φ the standard normal distribution function.</summary>
    /// <param name="graph">Where nodes are added.</param>
    /// <param name="input">x.</param>
    /// <returns>The same shape.</returns>
    public static OnnxValue Gelu(this OnnxGraphBuilder graph, OnnxValue input)
    {
        OnnxValue error = Checked(graph).Add("Erf", [graph.Times(input, graph.Number(0.70710678f))]);
        return graph.Times(graph.Times(input, graph.Number(0.5f)), graph.Plus(error, graph.Number(1)));
    }

    /// <summary>0, 1, …, count − 1.</summary>
    /// <param name="graph">Where nodes are added.</param>
    /// <param name="count">int64 <c>[1]</c>.</param>
    /// <returns>int64 <c>[count]</c>.</returns>
    public static OnnxValue Range(this OnnxGraphBuilder graph, OnnxValue count) =>
        Checked(graph).Add("Range", [graph.OneInteger(0), graph.Squeeze(count, 0), graph.OneInteger(1)]);

    private static OnnxGraphBuilder Checked(OnnxGraphBuilder graph)
    {
        ArgumentNullException.ThrowIfNull(graph);
        return graph;
    }
}

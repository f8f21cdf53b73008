using System.Runtime.InteropServices;
using Recurrent.Interop.Onnx.Messages;

namespace Recurrent.Interop.Onnx.Export;

/// <summary>Constants of other types than the weights'.</summary>
public sealed partial class OnnxGraphBuilder
{
    /// <summary>A constant of float64 numbers.</summary>
    /// <param name="name">Its name, made unique.</param>
    /// <param name="values">Its values, row-major.</param>
    /// <param name="shape">Its axes; none for a single number.</param>
    /// <returns>The constant.</returns>
    internal OnnxValue Doubles(string name, ReadOnlySpan<double> values, params ReadOnlySpan<long> shape) =>
        Stored(Joined(name), TensorDataType.Double, shape, MemoryMarshal.AsBytes(values));

    /// <summary>One float64 number, a tensor without axes.</summary>
    /// <param name="value">The number.</param>
    /// <returns>The constant, the same one for the same number.</returns>
    internal OnnxValue OneDouble(double value) => Made(
        ("double", BitConverter.DoubleToInt64Bits(value)), () => Stored(FormattableString.Invariant($"double_{value}"), TensorDataType.Double, [], MemoryMarshal.AsBytes([value])));

    /// <summary>A constant of many int64 numbers, named by what they are.</summary>
    /// <param name="name">Its name, made unique.</param>
    /// <param name="values">The numbers.</param>
    /// <returns>The constant, <c>[count]</c>.</returns>
    internal OnnxValue IntegerTable(string name, ReadOnlySpan<long> values) =>
        Stored(Joined(name), TensorDataType.Int64, [values.Length], MemoryMarshal.AsBytes(values));
}

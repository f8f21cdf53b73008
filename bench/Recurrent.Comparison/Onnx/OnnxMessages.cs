using System.Runtime.InteropServices;

namespace Recurrent.Comparison.Onnx;

/// <summary>The messages of an ONNX model that we need; numbers are the fields of the ONNX specification (IR version 8).</summary>
internal static class OnnxMessages
{
    private const int FloatType = 1;
    private const int Int64Type = 7;
    private const int IntAttribute = 2;
    private const long IrVersion = 8;
    private const long OperatorSet = 14;

    /// <summary>A model: version, graph, the operators' version.</summary>
    public static byte[] Model(ProtobufWriter graph) => new ProtobufWriter()
        .Number(1, IrVersion)
        .Message(7, graph)
        .Message(8, new ProtobufWriter().Text(1, string.Empty).Number(2, OperatorSet))
        .Written.ToArray();

    /// <summary>A node; an empty name stands for an input or output that is left out.</summary>
    public static ProtobufWriter Node(string operation, string[] inputs, string[] outputs, params (string Name, long Value)[] attributes)
    {
        var node = new ProtobufWriter();
        foreach (string input in inputs)
        {
            node.Text(1, input);
        }

        foreach (string output in outputs)
        {
            node.Text(2, output);
        }

        node.Text(4, operation);
        foreach ((string name, long value) in attributes)
        {
            node.Message(5, new ProtobufWriter().Text(1, name).Number(3, value).Number(20, IntAttribute));
        }

        return node;
    }

    /// <summary>A constant of float32 numbers.</summary>
    public static ProtobufWriter Floats(string name, ReadOnlySpan<float> values, params long[] axes) =>
        Constant(name, FloatType, MemoryMarshal.AsBytes(values), axes);

    /// <summary>A constant of 64-bit whole numbers.</summary>
    public static ProtobufWriter Integers(string name, ReadOnlySpan<long> values) =>
        Constant(name, Int64Type, MemoryMarshal.AsBytes(values), [values.Length]);

    /// <summary>An input or output of float32 numbers of a shape.</summary>
    public static ProtobufWriter Value(string name, params long[] axes)
    {
        var shape = new ProtobufWriter();
        foreach (long axis in axes)
        {
            shape.Message(1, new ProtobufWriter().Number(1, axis));
        }

        ProtobufWriter tensor = new ProtobufWriter().Number(1, FloatType).Message(2, shape);
        return new ProtobufWriter().Text(1, name).Message(2, new ProtobufWriter().Message(1, tensor));
    }

    private static ProtobufWriter Constant(string name, int type, ReadOnlySpan<byte> bytes, long[] axes)
    {
        var tensor = new ProtobufWriter();
        foreach (long axis in axes)
        {
            tensor.Number(1, axis);
        }

        return tensor.Number(2, type).Text(8, name).Bytes(9, bytes);
    }
}

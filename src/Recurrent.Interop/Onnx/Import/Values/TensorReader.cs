using System.Text;
using Recurrent.Interop.Onnx.Messages;

namespace Recurrent.Interop.Onnx.Import.Values;

/// <summary>Tensors of a file as values.</summary>
internal static class TensorReader
{
    /// <summary>The value; bytes of the file are used where they stand.</summary>
    /// <exception cref="OperatorException">Shape, type and elements do not belong together, or the type is not read.</exception>
    public static OnnxData Read(TensorProto tensor, bool isConstant = false)
    {
        var type = (OnnxDataType)tensor.DataType;
        int[] shape = ShapeOf(tensor);
        if (type == OnnxDataType.Text)
        {
            CheckCount(tensor, shape, tensor.Strings.Count);
            return new OnnxData(shape, [.. tensor.Strings.Select(bytes => Encoding.UTF8.GetString(bytes.Span))]) { IsConstant = isConstant };
        }

        return new OnnxData(type, shape, Elements(tensor, type, shape)) { IsConstant = isConstant };
    }

    /// <summary>Throws where <see cref="Read"/> would, without making the value.</summary>
    public static void Check(TensorProto tensor)
    {
        int[] shape = ShapeOf(tensor);
        int size = ElementTypes.SizeOf((OnnxDataType)tensor.DataType);
        if (tensor.RawData is { } raw && size > 0)
        {
            CheckRaw(tensor, raw.Length, size, shape);
        }
        else
        {
            CheckCount(tensor, shape, CountOf(tensor));
        }
    }

    private static int[] ShapeOf(TensorProto tensor)
    {
        var type = (OnnxDataType)tensor.DataType;
        if (!ElementTypes.IsRead(type))
        {
            throw new OperatorException($"tensor '{tensor.Name}' has elements of the type {ElementTypes.NameOf(type)}, which is not supported");
        }

        return tensor.Dimensions.Count <= Shapes.MaximumRank
            ? Shapes.Of(tensor.Dimensions.ToArray())
            : throw new OperatorException($"tensor '{tensor.Name}' has {tensor.Dimensions.Count} axes, at most {Shapes.MaximumRank} are read");
    }

    private static ReadOnlyMemory<byte> Elements(TensorProto tensor, OnnxDataType type, int[] shape)
    {
        if (tensor.RawData is { } raw)
        {
            CheckRaw(tensor, raw.Length, ElementTypes.SizeOf(type), shape);
            return raw;
        }

        CheckCount(tensor, shape, CountOf(tensor));
        return type switch
        {
            OnnxDataType.Float32 => Numbers.From(type, shape, [.. tensor.Singles.Select(value => (double)value)]).Bytes,
            OnnxDataType.Float64 => Numbers.From(type, shape, tensor.Doubles.ToArray()).Bytes,
            // These two stand in their list as bits, not as numbers.
            OnnxDataType.Float16 or OnnxDataType.BFloat16 => Numbers.From(OnnxDataType.UInt16, shape, WholeNumbers(tensor).ToArray()).Bytes,
            _ => Numbers.From(type, shape, WholeNumbers(tensor).ToArray()).Bytes,
        };
    }

    private static List<long> WholeNumbers(TensorProto tensor) => tensor.DataType switch
    {
        TensorDataType.Int64 => tensor.Int64s,
        TensorDataType.UInt32 or TensorDataType.UInt64 => tensor.UInt64s,
        _ => tensor.Int32s,
    };

    private static int CountOf(TensorProto tensor) => tensor.DataType switch
    {
        TensorDataType.Float => tensor.Singles.Count,
        TensorDataType.Double => tensor.Doubles.Count,
        TensorDataType.String => tensor.Strings.Count,
        TensorDataType.Int64 => tensor.Int64Count,
        TensorDataType.UInt32 or TensorDataType.UInt64 => tensor.UInt64Count,
        _ => tensor.Int32Count,
    };

    private static void CheckRaw(TensorProto tensor, int bytes, int size, int[] shape)
    {
        if (bytes != (long)Shapes.Count(shape) * size)
        {
            throw new OperatorException($"tensor '{tensor.Name}' has {bytes} bytes for the shape {Shapes.Text(shape)} of {ElementTypes.NameOf((OnnxDataType)tensor.DataType)}");
        }
    }

    private static void CheckCount(TensorProto tensor, int[] shape, int count)
    {
        if (count != Shapes.Count(shape))
        {
            throw new OperatorException($"tensor '{tensor.Name}' has {count} elements for the shape {Shapes.Text(shape)}");
        }
    }
}

namespace Recurrent.Interop.Onnx.Import.Values;

/// <summary>Which element type a C# type is.</summary>
internal static class ValueTypes
{
    /// <summary>The element type.</summary>
    /// <exception cref="NotSupportedException">There is none.</exception>
    public static OnnxDataType Of<T>()
        where T : unmanaged => Type.GetTypeCode(typeof(T)) switch
        {
            TypeCode.Single => OnnxDataType.Float32,
            TypeCode.Double => OnnxDataType.Float64,
            TypeCode.Byte => OnnxDataType.UInt8,
            TypeCode.SByte => OnnxDataType.Int8,
            TypeCode.UInt16 => OnnxDataType.UInt16,
            TypeCode.Int16 => OnnxDataType.Int16,
            TypeCode.Int32 => OnnxDataType.Int32,
            TypeCode.Int64 => OnnxDataType.Int64,
            TypeCode.UInt32 => OnnxDataType.UInt32,
            TypeCode.UInt64 => OnnxDataType.UInt64,
            TypeCode.Boolean => OnnxDataType.Boolean,
            _ when typeof(T) == typeof(Half) => OnnxDataType.Float16,
            _ => throw new NotSupportedException($"ONNX has no elements of {typeof(T).Name}; use a type that OnnxDataType names."),
        };
}

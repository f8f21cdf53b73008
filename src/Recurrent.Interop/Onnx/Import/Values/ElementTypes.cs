namespace Recurrent.Interop.Onnx.Import.Values;

/// <summary>Sizes and kinds of element types.</summary>
internal static class ElementTypes
{
    /// <summary>Bytes of an element; 0 for text, which is no bytes here, and for types that are not read.</summary>
    public static int SizeOf(OnnxDataType type) => type switch
    {
        OnnxDataType.UInt8 or OnnxDataType.Int8 or OnnxDataType.Boolean => 1,
        OnnxDataType.UInt16 or OnnxDataType.Int16 or OnnxDataType.Float16 or OnnxDataType.BFloat16 => 2,
        OnnxDataType.Float32 or OnnxDataType.Int32 or OnnxDataType.UInt32 => 4,
        OnnxDataType.Float64 or OnnxDataType.Int64 or OnnxDataType.UInt64 => 8,
        _ => 0,
    };

    public static bool IsFloating(OnnxDataType type) =>
        type is OnnxDataType.Float32 or OnnxDataType.Float64 or OnnxDataType.Float16 or OnnxDataType.BFloat16;

    public static bool IsInteger(OnnxDataType type) => type is OnnxDataType.Int8 or OnnxDataType.Int16 or OnnxDataType.Int32 or OnnxDataType.Int64
        or OnnxDataType.UInt8 or OnnxDataType.UInt16 or OnnxDataType.UInt32 or OnnxDataType.UInt64;

    /// <summary>Whether there is arithmetic for it.</summary>
    public static bool IsNumber(OnnxDataType type) => IsFloating(type) || IsInteger(type);

    public static bool IsRead(OnnxDataType type) => SizeOf(type) > 0 || type == OnnxDataType.Text;

    /// <summary>The specification's name, such as <c>float16</c>.</summary>
    public static string NameOf(OnnxDataType type) => type switch
    {
        OnnxDataType.Float32 => "float",
        OnnxDataType.Float64 => "double",
        OnnxDataType.Boolean => "bool",
        OnnxDataType.Text => "string",
        _ when Enum.IsDefined(type) => type.ToString().ToLowerInvariant(),
        _ => $"type {(int)type}",
    };
}

namespace Recurrent.Interop.Onnx.Proto;

/// <summary>How a field of a protocol buffer is laid out; the numbers are those of the wire format.</summary>
internal enum WireType
{
    /// <summary>A whole number in groups of seven bits.</summary>
    Varint = 0,

    /// <summary>Eight bytes.</summary>
    Fixed64 = 1,

    /// <summary>A length and as many bytes: text, bytes, a message or a packed list.</summary>
    LengthDelimited = 2,

    /// <summary>Four bytes.</summary>
    Fixed32 = 5,
}

using System.Diagnostics.CodeAnalysis;

namespace Recurrent.Interop.Onnx.Import;

/// <summary>What the elements of an <see cref="OnnxData"/> are; the numbers are those of the ONNX specification.</summary>
[SuppressMessage("Naming", "CA1720:Identifier contains type name", Justification = "The members are the element types of ONNX files and have the names by which ONNX (INT64, UINT8) and .NET know them; another word for each would have to be looked up.")]
public enum OnnxDataType
{
    /// <summary>Not said.</summary>
    Undefined = 0,

    /// <summary>Floating point of 32 bits; C# <c>float</c>.</summary>
    Float32 = 1,

    /// <summary>Whole numbers from 0, 8 bits; C# <c>byte</c>.</summary>
    UInt8 = 2,

    /// <summary>Whole numbers, 8 bits; C# <c>sbyte</c>.</summary>
    Int8 = 3,

    /// <summary>Whole numbers from 0, 16 bits; C# <c>ushort</c>.</summary>
    UInt16 = 4,

    /// <summary>Whole numbers, 16 bits; C# <c>short</c>.</summary>
    Int16 = 5,

    /// <summary>Whole numbers, 32 bits; C# <c>int</c>.</summary>
    Int32 = 6,

    /// <summary>Whole numbers, 64 bits; C# <c>long</c>.</summary>
    Int64 = 7,

    /// <summary>Text; C# <c>string</c>.</summary>
    Text = 8,

    /// <summary>True or false, a byte each; C# <c>bool</c>.</summary>
    Boolean = 9,

    /// <summary>Floating point of 16 bits; C# <see cref="Half"/>.</summary>
    Float16 = 10,

    /// <summary>Floating point of 64 bits; C# <c>double</c>.</summary>
    Float64 = 11,

    /// <summary>Whole numbers from 0, 32 bits; C# <c>uint</c>.</summary>
    UInt32 = 12,

    /// <summary>Whole numbers from 0, 64 bits; C# <c>ulong</c>.</summary>
    UInt64 = 13,

    /// <summary>Complex numbers of two float32; refused by name.</summary>
    Complex64 = 14,

    /// <summary>Complex numbers of two float64; refused by name.</summary>
    Complex128 = 15,

    /// <summary>The upper half of a float32: floating point of 16 bits with the range of 32; read and written as its bits.</summary>
    BFloat16 = 16,
}

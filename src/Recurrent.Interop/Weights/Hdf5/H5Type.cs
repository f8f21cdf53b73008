using Recurrent.Tensors.Storage;

namespace Recurrent.Interop.Weights.Hdf5;

/// <summary>The type of elements, as far as weights and their names need it. HDF Group, "HDF5 File Format Specification", IV.A.2.d.</summary>
/// <param name="Class">0 whole numbers, 1 floating point, 3 text of a fixed length, 9 of any.</param>
/// <param name="Size">Bytes of an element.</param>
/// <param name="Format">The number format; null where it is none of those read.</param>
/// <param name="IsText">Whether elements of any length are text.</param>
internal readonly record struct H5Type(int Class, int Size, ElementFormat? Format, bool IsText)
{
    private const int WholeClass = 0, FloatClass = 1, TextClass = 3, VariableClass = 9;

    public bool IsFixedText => Class == TextClass;

    public bool IsVariableText => Class == VariableClass && IsText;

    public static H5Type Parse(H5Bytes file, ReadOnlySpan<byte> message, string what)
    {
        if (message.Length < 8)
        {
            throw file.Wrong(what, "has a type that is cut off; the file is damaged.");
        }

        int kind = message[0] & 0x0f;
        uint size = H5Bytes.UInt32(message, 4);
        if (size is 0 or > int.MaxValue)
        {
            throw file.Wrong(what, $"has elements of {size} bytes; the file is damaged.");
        }

        bool isLittleEndian = (message[1] & 0x41) == 0;
        ElementFormat? format = kind switch
        {
            FloatClass when isLittleEndian && message.Length >= 20 => FloatOf(size, exponent: message[13], mantissa: message[15]),
            WholeClass when isLittleEndian => WholeOf(size, isSigned: (message[1] & 8) != 0),
            _ => null,
        };
        return new H5Type(kind, (int)size, format, kind == VariableClass && (message[1] & 0x0f) == 1);
    }

    private static ElementFormat? FloatOf(uint size, int exponent, int mantissa) => (size, exponent, mantissa) switch
    {
        (4, 8, 23) => ElementFormat.F32,
        (8, 11, 52) => ElementFormat.F64,
        (2, 5, 10) => ElementFormat.F16,
        (2, 8, 7) => ElementFormat.BF16,
        _ => null,
    };

    private static ElementFormat? WholeOf(uint size, bool isSigned) => (size, isSigned) switch
    {
        (8, true) => ElementFormat.I64,
        (4, true) => ElementFormat.I32,
        (2, true) => ElementFormat.I16,
        (1, true) => ElementFormat.I8,
        (2, false) => ElementFormat.U16,
        (1, false) => ElementFormat.U8,
        _ => null,
    };
}

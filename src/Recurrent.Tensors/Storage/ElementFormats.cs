using System.Buffers.Binary;

namespace Recurrent.Tensors.Storage;

/// <summary>Sizes of <see cref="ElementFormat"/> and the way from its bytes to float32.</summary>
internal static class ElementFormats
{
    public static int SizeOf(ElementFormat format) => format switch
    {
        ElementFormat.F64 or ElementFormat.I64 => 8,
        ElementFormat.F32 or ElementFormat.I32 => 4,
        ElementFormat.F16 or ElementFormat.BF16 or ElementFormat.I16 or ElementFormat.U16 => 2,
        _ => 1,
    };

    /// <summary>Converts little-endian elements; gives the index of the first one float32 cannot hold, or −1.</summary>
    public static int Decode(ElementFormat format, ReadOnlySpan<byte> bytes, Span<float> destination)
    {
        int size = SizeOf(format);
        for (int index = 0; index < destination.Length; index++)
        {
            ReadOnlySpan<byte> element = bytes.Slice(index * size, size);
            double value = DecodeOne(format, element);
            destination[index] = (float)value;
            bool isExact = format == ElementFormat.F64 ? float.IsFinite(destination[index]) || !double.IsFinite(value) : IsExact(format, value, destination[index]);
            if (!isExact)
                return index;
        }

        return -1;
    }

    private static bool IsExact(ElementFormat format, double value, float stored) => format switch
    {
        // Beyond 2^53 a long is no exact double either, so the comparison alone would not see the loss.
        ElementFormat.I64 => Math.Abs(value) < 1L << 53 && stored == value,
        ElementFormat.I32 => stored == value,
        ElementFormat.BOOL => value is 0 or 1,
        _ => true,
    };

    private static double DecodeOne(ElementFormat format, ReadOnlySpan<byte> element) => format switch
    {
        ElementFormat.F32 => BinaryPrimitives.ReadSingleLittleEndian(element),
        ElementFormat.F64 => BinaryPrimitives.ReadDoubleLittleEndian(element),
        ElementFormat.F16 => (double)BinaryPrimitives.ReadHalfLittleEndian(element),
        ElementFormat.BF16 => BitConverter.UInt32BitsToSingle((uint)BinaryPrimitives.ReadUInt16LittleEndian(element) << 16),
        ElementFormat.I64 => BinaryPrimitives.ReadInt64LittleEndian(element),
        ElementFormat.I32 => BinaryPrimitives.ReadInt32LittleEndian(element),
        ElementFormat.I16 => BinaryPrimitives.ReadInt16LittleEndian(element),
        ElementFormat.U16 => BinaryPrimitives.ReadUInt16LittleEndian(element),
        ElementFormat.I8 => (sbyte)element[0],
        _ => element[0],
    };
}

namespace Recurrent.Interop.Onnx.Import.Values;

/// <summary>Elements of every type of numbers as double or as whole numbers of 64 bits, and back.</summary>
/// <remarks>
/// All arithmetic is done in one of the two: for types of up to 32 bits + − × ÷ √ in double, rounded once, give the correctly rounded result.
/// </remarks>
internal static class Numbers
{
    private const long LargestExact = 1L << 53;

    /// <summary>The elements as double.</summary>
    /// <exception cref="OperatorException">They are text, or a whole number is too large for double to hold it exactly.</exception>
    public static double[] Doubles(OnnxData value)
    {
        switch (value.ElementType)
        {
            case OnnxDataType.Float32: return Convert<float>(value, static element => element);
            case OnnxDataType.Float64: return value.Span<double>().ToArray();
            case OnnxDataType.Float16: return Convert<Half>(value, static element => (double)element);
            case OnnxDataType.BFloat16: return Convert<ushort>(value, static bits => BitConverter.Int32BitsToSingle(bits << 16));
            default: return Array.ConvertAll(Integers(value), Exact);
        }
    }

    /// <summary>The elements as whole numbers; true is 1.</summary>
    /// <exception cref="OperatorException">They are none.</exception>
    public static long[] Integers(OnnxData value)
    {
        switch (value.ElementType)
        {
            case OnnxDataType.Int64: return value.Span<long>().ToArray();
            case OnnxDataType.Int32: return Whole<int>(value, static element => element);
            case OnnxDataType.Int16: return Whole<short>(value, static element => element);
            case OnnxDataType.Int8: return Whole<sbyte>(value, static element => element);
            case OnnxDataType.UInt8: return Whole<byte>(value, static element => element);
            case OnnxDataType.Boolean: return Whole<byte>(value, static element => element == 0 ? 0 : 1);
            case OnnxDataType.UInt16: return Whole<ushort>(value, static element => element);
            case OnnxDataType.UInt32: return Whole<uint>(value, static element => element);
            case OnnxDataType.UInt64: return Whole<ulong>(value, static element => element <= long.MaxValue ? (long)element : throw new OperatorException($"a uint64 is {element}; numbers above {long.MaxValue} are not computed with"));
            default: throw new OperatorException($"{value} holds no whole numbers");
        }
    }

    /// <summary>A value of a type of numbers from double: rounded, for whole numbers towards zero.</summary>
    public static OnnxData From(OnnxDataType type, int[] shape, double[] numbers)
    {
        if (!ElementTypes.IsFloating(type))
        {
            return From(type, shape, Array.ConvertAll(numbers, static number => (long)number));
        }

        OnnxData value = Allocate(type, shape);
        switch (type)
        {
            case OnnxDataType.Float32: Fill(value.Writable<float>(), numbers, static number => (float)number); break;
            case OnnxDataType.Float64: numbers.CopyTo(value.Writable<double>()); break;
            case OnnxDataType.Float16: Fill(value.Writable<Half>(), numbers, static number => (Half)number); break;
            default: Fill(value.Writable<ushort>(), numbers, static number => BrainBits(number)); break;
        }

        return value;
    }

    /// <summary>A value of a type of numbers from whole ones; what is too large loses its upper bits, as in C.</summary>
    public static OnnxData From(OnnxDataType type, int[] shape, long[] numbers)
    {
        if (ElementTypes.IsFloating(type))
        {
            return From(type, shape, Array.ConvertAll(numbers, static number => (double)number));
        }

        OnnxData value = Allocate(type, shape);
        switch (ElementTypes.SizeOf(type))
        {
            case 8: numbers.CopyTo(value.Writable<long>()); break;
            case 4: Fill(value.Writable<int>(), numbers, static number => unchecked((int)number)); break;
            case 2: Fill(value.Writable<short>(), numbers, static number => unchecked((short)number)); break;
            case 1 when type == OnnxDataType.Boolean: Fill(value.Writable<byte>(), numbers, static number => (byte)(number == 0 ? 0 : 1)); break;
            case 1: Fill(value.Writable<sbyte>(), numbers, static number => unchecked((sbyte)number)); break;
            default: throw new OperatorException($"there are no numbers of the type {ElementTypes.NameOf(type)}");
        }

        return value;
    }

    /// <summary>A value of zeros that is to be filled.</summary>
    public static OnnxData Allocate(OnnxDataType type, int[] shape)
    {
        int size = ElementTypes.SizeOf(type);
        long bytes = (long)Shapes.Count(shape) * size;
        return size == 0 ? throw new OperatorException($"elements of the type {ElementTypes.NameOf(type)} are not supported here")
            : bytes > Array.MaxLength ? throw new OperatorException($"a value of {bytes} bytes is more than can be held")
            : new OnnxData(type, shape, new byte[bytes]);
    }

    /// <summary>A double as it reads when it has gone through a type of floating point.</summary>
    public static double Rounded(OnnxDataType type, double number) => type switch
    {
        OnnxDataType.Float32 => (float)number,
        OnnxDataType.Float16 => (double)(Half)number,
        OnnxDataType.BFloat16 => BitConverter.Int32BitsToSingle(BrainBits(number) << 16),
        _ => number,
    };

    /// <summary>The nearest bfloat16, the even one of two as near.</summary>
    private static ushort BrainBits(double number)
    {
        uint bits = BitConverter.SingleToUInt32Bits((float)number);
        return double.IsNaN(number) ? (ushort)0x7FC0 : (ushort)((bits + 0x7FFF + ((bits >> 16) & 1)) >> 16);
    }

    private static double Exact(long number) => number is >= -LargestExact and <= LargestExact
        ? number
        : throw new OperatorException($"the whole number {number} is too large to be computed with here, at most 2^53");

    private static double[] Convert<T>(OnnxData value, Func<T, double> convert)
        where T : unmanaged
    {
        ReadOnlySpan<T> elements = value.Span<T>();
        var numbers = new double[elements.Length];
        for (int index = 0; index < numbers.Length; index++)
        {
            numbers[index] = convert(elements[index]);
        }

        return numbers;
    }

    private static long[] Whole<T>(OnnxData value, Func<T, long> convert)
        where T : unmanaged
    {
        ReadOnlySpan<T> elements = value.Span<T>();
        var numbers = new long[elements.Length];
        for (int index = 0; index < numbers.Length; index++)
        {
            numbers[index] = convert(elements[index]);
        }

        return numbers;
    }

    private static void Fill<TSource, T>(Span<T> destination, TSource[] numbers, Func<TSource, T> convert)
    {
        for (int index = 0; index < destination.Length; index++)
        {
            destination[index] = convert(numbers[index]);
        }
    }
}

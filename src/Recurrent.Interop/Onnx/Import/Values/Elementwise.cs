using Recurrent.Interop.Onnx.Import.Running;

namespace Recurrent.Interop.Onnx.Import.Values;

/// <summary>Functions of one or two elements over whole values.</summary>
internal static class Elementwise
{
    /// <summary>y = f(x) in the type of x, which must be of floating point unless there is a form for whole numbers.</summary>
    public static OnnxData Map(OnnxData input, Func<double, double> function, Func<long, long>? whole = null)
    {
        int[] shape = input.Axes.ToArray();
        if (input.ElementType == OnnxDataType.Float32)
        {
            OnnxData result = Numbers.Allocate(input.ElementType, shape);
            ReadOnlySpan<float> elements = input.Span<float>();
            Span<float> destination = result.Writable<float>();
            for (int index = 0; index < elements.Length; index++)
            {
                destination[index] = (float)function(elements[index]);
            }

            return result;
        }

        return ElementTypes.IsFloating(input.ElementType) ? Numbers.From(input.ElementType, shape, Array.ConvertAll(Numbers.Doubles(input), function.Invoke))
            : whole is not null && ElementTypes.IsInteger(input.ElementType) ? Numbers.From(input.ElementType, shape, Array.ConvertAll(Numbers.Integers(input), whole.Invoke))
            : throw new OperatorException($"it is not defined for elements of the type {ElementTypes.NameOf(input.ElementType)}");
    }

    /// <summary>z = f(x, y) with broadcasting, in the type that both have.</summary>
    public static OnnxData Combine(OperatorCall call, OnnxData left, OnnxData right, Func<double, double, double> function, Func<long, long, long>? whole = null)
    {
        CheckTypes(left, right);
        int[] shape = call.Bounded(Shapes.Broadcast(left.Axes, right.Axes));
        if (left.ElementType == OnnxDataType.Float32)
        {
            return CombineFloats(left, right, shape, function);
        }

        return ElementTypes.IsFloating(left.ElementType)
            ? Numbers.From(left.ElementType, shape, Combine(Numbers.Doubles(left), Numbers.Doubles(right), Pair(left, right, shape), function))
            : whole is not null && ElementTypes.IsInteger(left.ElementType)
                ? Numbers.From(left.ElementType, shape, Combine(Numbers.Integers(left), Numbers.Integers(right), Pair(left, right, shape), whole))
                : throw new OperatorException($"it is not defined for elements of the type {ElementTypes.NameOf(left.ElementType)}");
    }

    /// <summary>b = f(x, y) with broadcasting, true or false; text can be compared for being the same.</summary>
    public static OnnxData Compare(OperatorCall call, Func<double, double, bool> function, Func<long, long, bool> whole)
    {
        (OnnxData left, OnnxData right) = (call[0], call[1]);
        CheckTypes(left, right);
        int[] shape = call.Bounded(Shapes.Broadcast(left.Axes, right.Axes));
        Places places = Pair(left, right, shape);
        bool[] result = left.Strings is { } texts ? Combine(texts, right.Strings!, places, (a, b) => whole(string.CompareOrdinal(a, b), 0))
            : ElementTypes.IsFloating(left.ElementType) ? Combine(Numbers.Doubles(left), Numbers.Doubles(right), places, function)
            : Combine(Numbers.Integers(left), Numbers.Integers(right), places, whole);
        return OnnxData.Create<bool>(result, shape);
    }

    /// <summary>b = f(x, y) of true and false, with broadcasting.</summary>
    public static OnnxData Logic(OperatorCall call, Func<bool, bool, bool> function)
    {
        (OnnxData left, OnnxData right) = (call[0], call[1]);
        int[] shape = call.Bounded(Shapes.Broadcast(left.Axes, right.Axes));
        return OnnxData.Create<bool>(Combine(Booleans(left), Booleans(right), Pair(left, right, shape), function), shape);
    }

    /// <summary>True and false as such.</summary>
    /// <exception cref="OperatorException">The elements are of another type.</exception>
    public static bool[] Booleans(OnnxData value) => value.ElementType == OnnxDataType.Boolean
        ? Array.ConvertAll(Numbers.Integers(value), number => number != 0)
        : throw new OperatorException($"{value} is not of the type bool");

    private static OnnxData CombineFloats(OnnxData left, OnnxData right, int[] shape, Func<double, double, double> function)
    {
        OnnxData result = Numbers.Allocate(left.ElementType, shape);
        ReadOnlySpan<float> a = left.Span<float>(), b = right.Span<float>();
        Span<float> destination = result.Writable<float>();
        Places places = Pair(left, right, shape);
        for (int index = 0; index < destination.Length; index++)
        {
            destination[index] = (float)function(a[places.Left(index)], b[places.Right(index)]);
        }

        return result;
    }

    private static TResult[] Combine<T, TResult>(T[] left, T[] right, Places places, Func<T, T, TResult> function)
    {
        var result = new TResult[places.Count];
        for (int index = 0; index < result.Length; index++)
        {
            result[index] = function(left[places.Left(index)], right[places.Right(index)]);
        }

        return result;
    }

    private static Places Pair(OnnxData left, OnnxData right, int[] shape) =>
        new(Shapes.Count(shape), left.Count, right.Count, PlacesOf(left, shape), PlacesOf(right, shape));

    private static int[]? PlacesOf(OnnxData value, int[] shape) => value.Count == 1 ? null : Selection.Places(value.Axes, shape);

    private static void CheckTypes(OnnxData left, OnnxData right)
    {
        if (left.ElementType != right.ElementType)
        {
            throw new OperatorException($"the inputs {left} and {right} have different types of elements");
        }
    }

    /// <summary>Which elements of two values meet; a value of one element meets all.</summary>
    private readonly record struct Places(int Count, int LeftCount, int RightCount, int[]? LeftPlaces, int[]? RightPlaces)
    {
        public int Left(int index) => LeftPlaces is { } places ? places[index] : LeftCount == 1 ? 0 : index;

        public int Right(int index) => RightPlaces is { } places ? places[index] : RightCount == 1 ? 0 : index;
    }
}

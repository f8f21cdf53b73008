using System.Globalization;
using Recurrent.Interop.Onnx.Import.Running;
using Recurrent.Interop.Onnx.Import.Values;

namespace Recurrent.Interop.Onnx.Import.Operators;

/// <summary>Elements of one type as those of another.</summary>
internal static class TypeOperators
{
    public static void AddTo(OperatorTable table)
    {
        table.Add("Cast", static call => Cast(call[0], (OnnxDataType)call.Int("to", 0)));
        table.Add("CastLike", static call => Cast(call[0], call[1].ElementType), since: 15);
    }

    /// <summary>Floating point to whole numbers is cut off; numbers to true and false are compared with zero.</summary>
    public static OnnxData Cast(OnnxData value, OnnxDataType type)
    {
        if (type == value.ElementType)
        {
            return value;
        }

        if (!ElementTypes.IsRead(type))
        {
            throw new OperatorException($"it makes elements of the type {ElementTypes.NameOf(type)}, which is not supported");
        }

        int[] shape = value.Axes.ToArray();
        if (type == OnnxDataType.Text)
        {
            return new OnnxData(shape, Texts(value));
        }

        if (value.Strings is { } texts)
        {
            return Numbers.From(type, shape, Array.ConvertAll(texts, Parse));
        }

        return ElementTypes.IsFloating(value.ElementType)
            ? type == OnnxDataType.Boolean
                ? Numbers.From(type, shape, Array.ConvertAll(Numbers.Doubles(value), x => x == 0 ? 0L : 1))
                : Numbers.From(type, shape, Numbers.Doubles(value))
            : Numbers.From(type, shape, Numbers.Integers(value));
    }

    private static double Parse(string text) => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double number)
        ? number
        : text.ToUpperInvariant() switch
        {
            "NAN" => double.NaN,
            "INF" or "+INF" => double.PositiveInfinity,
            "-INF" => double.NegativeInfinity,
            _ => throw new OperatorException($"the text '{text}' is no number"),
        };

    private static string[] Texts(OnnxData value) => ElementTypes.IsFloating(value.ElementType)
        ? Array.ConvertAll(Numbers.Doubles(value), number => value.ElementType == OnnxDataType.Float64
            ? number.ToString("R", CultureInfo.InvariantCulture)
            : ((float)number).ToString("R", CultureInfo.InvariantCulture))
        : Array.ConvertAll(Numbers.Integers(value), number => number.ToString(CultureInfo.InvariantCulture));
}

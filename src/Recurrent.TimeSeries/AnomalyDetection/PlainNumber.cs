using System.Globalization;
using System.Runtime.CompilerServices;

namespace Recurrent.TimeSeries.AnomalyDetection;

/// <summary>Reads numbers from UTF-8 bytes: plain ones quickly, all others the thorough way, with the same result.</summary>
internal static class PlainNumber
{
    /// <summary>So many digits fit a double exactly, and so does the power of ten they are divided by.</summary>
    private const int MostDigits = 15;

    private static readonly double[] Powers = [1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15];

    /// <summary>A finite number with a decimal point; blanks around it are allowed.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static bool TryParse(ReadOnlySpan<byte> text, out double value)
    {
        var place = text.Length > 0 && text[0] == '-' ? 1 : 0;
        var (digits, decimals, mantissa) = (0, -1, 0L);
        for (; place < text.Length; place++)
        {
            var digit = text[place] - '0';
            if ((uint)digit <= 9)
            {
                mantissa = (mantissa * 10) + digit;
                digits++;
                if (decimals >= 0) decimals++;
            }
            else if (text[place] == '.' && decimals < 0) decimals = 0;
            else return TryParseAny(text, out value);
            if (digits > MostDigits) return TryParseAny(text, out value);
        }
        value = mantissa / Powers[Math.Max(0, decimals)];
        if (text.Length > 0 && text[0] == '-') value = -value;
        return digits > 0;
    }

    private static bool TryParseAny(ReadOnlySpan<byte> text, out double value) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out value) && double.IsFinite(value);
}

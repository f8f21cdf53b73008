using System.Collections.Immutable;

namespace Recurrent.Training;

/// <summary>Checks of option values, where they are set.</summary>
internal static class OptionGuard
{
    public static int AtLeastOne(int value, string name) => value >= 1
        ? value
        : throw new ArgumentOutOfRangeException(name, value, $"Received {name} = {value}; expected at least 1.");

    public static long AtLeastOne(long value, string name) => AtLeast(value, 1, name);

    public static long AtLeast(long value, long lowest, string name) => value >= lowest
        ? value
        : throw new ArgumentOutOfRangeException(name, value, $"Received {name} = {value}; expected at least {lowest}.");

    public static double Finite(double value, string name) => double.IsFinite(value) && value >= 0
        ? value
        : throw new ArgumentOutOfRangeException(name, value, $"Received {name} = {value}; expected a finite number, at least 0.");

    public static double Positive(double value, string name) => double.IsFinite(value) && value > 0
        ? value
        : throw new ArgumentOutOfRangeException(name, value, $"Received {name} = {value}; expected a finite number above 0.");

    public static double Inside(double value, double low, double high, string name) => value > low && value < high
        ? value
        : throw new ArgumentOutOfRangeException(name, value, $"Received {name} = {value}; expected a number above {low} and below {high}.");

    public static double Between(double value, double lowest, double highest, string name) => Between((double?)value, lowest, highest, name)!.Value;

    public static ImmutableArray<T> Given<T>(ImmutableArray<T> value, string name) => value.IsDefault
        ? throw new ArgumentException($"Received {name} without an array, the default of ImmutableArray; expected a list. Write [] for an empty one.", name)
        : value;

    public static int? AtLeastOne(int? value, string name) => value is { } number ? AtLeastOne(number, name) : null;

    public static double? Between(double? value, double lowest, double highest, string name) => value is null || (value >= lowest && value <= highest)
        ? value
        : throw new ArgumentOutOfRangeException(name, value, $"Received {name} = {value}; expected {lowest} to {highest}.");
}

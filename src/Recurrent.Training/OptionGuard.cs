namespace Recurrent.Training;

/// <summary>Checks of option values, where they are set.</summary>
internal static class OptionGuard
{
    public static int AtLeastOne(int value, string name) => value >= 1
        ? value
        : throw new ArgumentOutOfRangeException(name, value, $"Received {name} = {value}; expected at least 1.");

    public static int? AtLeastOne(int? value, string name) => value is { } number ? AtLeastOne(number, name) : null;

    public static double? Between(double? value, double lowest, double highest, string name) => value is null || (value >= lowest && value <= highest)
        ? value
        : throw new ArgumentOutOfRangeException(name, value, $"Received {name} = {value}; expected {lowest} to {highest}.");
}

using System.CommandLine;
using System.Numerics;

namespace Recurrent.Cli.Configuration;

/// <summary>Refuses values of options by the names that were typed, before a model is loaded.</summary>
internal static class OptionRange
{
    /// <exception cref="UsageException">The value is outside; a value that was not given is not.</exception>
    public static T? Between<T>(ParseResult parsed, Option<T?> option, T least, T most)
        where T : struct, INumber<T> => parsed.GetValue(option) is { } value ? Between(option.Name, value, least, most) : null;

    /// <exception cref="UsageException">The value is outside.</exception>
    public static T Between<T>(ParseResult parsed, Option<T> option, T least, T most)
        where T : struct, INumber<T> => Between(option.Name, parsed.GetValue(option), least, most);

    /// <exception cref="UsageException">The value is below.</exception>
    public static int? AtLeast(ParseResult parsed, Option<int?> option, int least) =>
        parsed.GetValue(option) is { } value ? AtLeast(option.Name, value, least) : null;

    /// <exception cref="UsageException">The value is below.</exception>
    public static int AtLeast(ParseResult parsed, Option<int> option, int least) => AtLeast(option.Name, parsed.GetValue(option), least);

    private static int AtLeast(string name, int value, int least) => value >= least
        ? value
        : throw new UsageException($"{name}: received {value}; expected a whole number of at least {least}.");

    private static T Between<T>(string name, T value, T least, T most)
        where T : struct, INumber<T> => value >= least && value <= most
            ? value
            : throw new UsageException(FormattableString.Invariant($"{name}: received {value}; expected a number from {least} to {most}."));
}

using Recurrent.TimeSeries.Finance.Network;

namespace Recurrent.Cli.Tasks.Volatility;

/// <summary>One setting of a volatility run that a configuration file, <c>--set</c> or an option of its own can give.</summary>
/// <param name="Name">Its name in files and after <c>--set</c>.</param>
/// <param name="Expected">What its value looks like, for messages and help.</param>
/// <param name="Description">What it does.</param>
/// <param name="Apply">Options with the value in place, or null when the text is not what is expected.</param>
internal sealed record VolatilityKey(string Name, string Expected, string Description, Func<VolatilityOptions, string, VolatilityOptions?> Apply);

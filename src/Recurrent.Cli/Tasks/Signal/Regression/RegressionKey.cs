using Recurrent.TimeSeries.Signals.Regression.Model;

namespace Recurrent.Cli.Tasks.Signal.Regression;

/// <summary>One setting of a regressor.</summary>
/// <param name="Name">Its name in files and after <c>--set</c>.</param>
/// <param name="Expected">What its value looks like, for messages and help.</param>
/// <param name="Description">What it does.</param>
/// <param name="Apply">Options with the value in place, or null when the text is not what is expected.</param>
internal sealed record RegressionKey(string Name, string Expected, string Description, Func<RegressorOptions, string, RegressorOptions?> Apply)
    : SignalKey(Name, Expected, Description);

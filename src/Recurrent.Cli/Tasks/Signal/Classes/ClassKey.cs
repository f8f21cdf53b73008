using Recurrent.TimeSeries.Signals.Classification;

namespace Recurrent.Cli.Tasks.Signal.Classes;

/// <summary>One setting of a classifier.</summary>
/// <param name="Name">Its name in files and after <c>--set</c>.</param>
/// <param name="Expected">What its value looks like, for messages and help.</param>
/// <param name="Description">What it does.</param>
/// <param name="Apply">Options with the value in place, or null when the text is not what is expected.</param>
internal sealed record ClassKey(string Name, string Expected, string Description, Func<SignalClassifierOptions, string, SignalClassifierOptions?> Apply)
    : SignalKey(Name, Expected, Description);

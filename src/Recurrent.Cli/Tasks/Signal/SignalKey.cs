namespace Recurrent.Cli.Tasks.Signal;

/// <summary>One setting that a configuration file, <c>--set</c> or an option of its own can give to one or more forms of signal models.</summary>
/// <param name="Name">Its name in files and after <c>--set</c>.</param>
/// <param name="Expected">What its value looks like, for messages and help.</param>
/// <param name="Description">What it does.</param>
internal record SignalKey(string Name, string Expected, string Description);

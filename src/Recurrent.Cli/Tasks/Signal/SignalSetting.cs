namespace Recurrent.Cli.Tasks.Signal;

/// <summary>One setting as it was written.</summary>
/// <param name="Name">Its name, with <c>_</c> between words.</param>
/// <param name="Text">Its value.</param>
/// <param name="Source">Where it was written, for messages: <c>--set</c>, <c>--hidden</c>, a file.</param>
internal sealed record SignalSetting(string Name, string Text, string Source);

namespace Recurrent.Cli.Tasks.Generate;

/// <summary>A text that a model has written, for the report.</summary>
/// <param name="Temperature">How boldly it was drawn.</param>
/// <param name="Prompt">How it began.</param>
/// <param name="Text">What followed.</param>
internal sealed record GeneratedText(double Temperature, string Prompt, string Text);

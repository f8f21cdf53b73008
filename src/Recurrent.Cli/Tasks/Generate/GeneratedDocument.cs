namespace Recurrent.Cli.Tasks.Generate;

/// <summary>What <c>rnn generate --json</c> prints.</summary>
/// <param name="Prompt">How the text begins.</param>
/// <param name="Text">What the model wrote behind it.</param>
/// <param name="Tokens">Tokens written.</param>
/// <param name="Seconds">Time from the prompt to the last token.</param>
internal sealed record GeneratedDocument(string Prompt, string Text, int Tokens, double Seconds);

namespace Recurrent.Cli.Tasks.Generate;

/// <summary>Scores of a simple method.</summary>
/// <param name="NatsPerChar">Nats a character.</param>
/// <param name="Perplexity">exp of the nats a token.</param>
internal sealed record GenerateMethodDocument(double NatsPerChar, double Perplexity);

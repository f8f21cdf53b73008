namespace Recurrent.Text.LanguageModels;

/// <summary>How little a model foresaw a token.</summary>
/// <param name="Text">The text the token stands for.</param>
/// <param name="Nats">−ln p of the token after all that stood before it.</param>
public readonly record struct TokenSurprise(string Text, double Nats);

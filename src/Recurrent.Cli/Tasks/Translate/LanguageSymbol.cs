using System.CommandLine;
using Recurrent.Text.Metrics;

namespace Recurrent.Cli.Tasks.Translate;

/// <summary>The option that says which language translations are in, for the score that depends on it.</summary>
internal sealed class LanguageSymbol
{
    public Option<string?> Option { get; } = new("--target-language")
    {
        HelpName = "CODE",
        Description = "Translate: language of the translations, such as fr; by it the words of the lower-cased BLEU are cut.",
    };

    /// <exception cref="UsageException">It is no code.</exception>
    public string? Read(ParseResult parsed)
    {
        try
        {
            return new BleuOptions { Language = parsed.GetValue(Option) }.Language;
        }
        catch (ArgumentException refusal)
        {
            throw new UsageException($"--target-language: {refusal.Message}", refusal);
        }
    }
}

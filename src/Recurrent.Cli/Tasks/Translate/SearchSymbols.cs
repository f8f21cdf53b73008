using System.CommandLine;
using Recurrent.Cli.Configuration;
using Recurrent.Text.Translation;

namespace Recurrent.Cli.Tasks.Translate;

/// <summary>Options that say how translations are searched for.</summary>
internal sealed class SearchSymbols
{
    private readonly Option<int?> _beam = new("--beam") { HelpName = "N", Description = "Translate: hypotheses kept for each sentence; 1 is greedy search, the fastest, 5 when not named." };
    private readonly Option<double?> _length = new("--length-penalty") { HelpName = "A", Description = "Translate: exponent of the length penalty, 0 to 5; above 1 favours longer translations." };
    private readonly Option<double?> _coverage = new("--coverage-penalty") { HelpName = "B", Description = "Translate: weight of the penalty for source words not looked at, 0 to 10; 0 when not named." };
    private readonly Option<int?> _most = new("--max-length") { HelpName = "N", Description = "Translate: most tokens of a translation; twice the source's and ten when not named." };

    /// <summary>What is usual on the command line, where quality counts for more than speed.</summary>
    public const int UsualBeam = 5;

    private const int MostBeam = 1_000_000;

    public IReadOnlyList<Option> All => [_beam, _length, _coverage, _most];

    /// <exception cref="UsageException">A value is outside its range.</exception>
    public TranslateOptions Read(ParseResult parsed)
    {
        var usual = new TranslateOptions();
        return new TranslateOptions
        {
            Beam = OptionRange.Between(parsed, _beam, 1, MostBeam) ?? UsualBeam,
            LengthPenalty = OptionRange.Between(parsed, _length, 0, 5) ?? usual.LengthPenalty,
            CoveragePenalty = OptionRange.Between(parsed, _coverage, 0, 10) ?? 0,
            MaximumLength = OptionRange.AtLeast(parsed, _most, 1),
        };
    }
}

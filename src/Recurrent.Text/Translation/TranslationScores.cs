using Recurrent.Text.Metrics;

namespace Recurrent.Text.Translation;

/// <summary>Scores of one method.</summary>
/// <param name="Method"><c>model</c>, <c>copy_source</c> or <c>most_frequent</c>.</param>
/// <param name="Bleu">BLEU as sacreBLEU counts it by default: tokenised by its rules 13a, upper and lower case different.</param>
/// <param name="BleuLowercase">BLEU on lower-cased text cut by the rules of Moses, as figures on Multi30k usually are.</param>
/// <param name="Chrf">chrF as sacreBLEU counts it by default.</param>
public sealed record TranslationScores(string Method, BleuScore Bleu, BleuScore BleuLowercase, ChrfScore Chrf);

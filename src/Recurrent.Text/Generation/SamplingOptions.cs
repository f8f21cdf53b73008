using Recurrent.Training;

namespace Recurrent.Text.Generation;

/// <summary>How the next token is drawn, and when the text ends.</summary>
public sealed record SamplingOptions
{
    /// <summary>Tokens to write at most, at least 0: characters, words or byte pairs, by the model; 500 by default.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Set below 0.</exception>
    public int Length
    {
        get;
        init => field = value >= 0 ? value : throw new ArgumentOutOfRangeException(nameof(Length), value, "Expected a number of tokens, at least 0.");
    } = 500;

    /// <summary>What logarithms of probabilities are divided by, 0 to 100; 0 always takes the most probable token, 1 the model's own probabilities; 0.8 by default.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Set outside.</exception>
    public double Temperature
    {
        get;
        init => field = (double)OptionGuard.Between(value, 0, 100, nameof(Temperature))!;
    } = 0.8;

    /// <summary>How many of the most probable tokens are drawn from, at least 1; null draws from all. Fan, Lewis and Dauphin, 2018.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Set below 1.</exception>
    public int? TopK
    {
        get;
        init => field = OptionGuard.AtLeastOne(value, nameof(TopK));
    }

    /// <summary>Draws from the fewest tokens whose probabilities add up to so much, 0 to 1; 1, the default, draws from all. Holtzman and others, 2020.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Set outside.</exception>
    public double TopP
    {
        get;
        init => field = (double)OptionGuard.Between(value, 0, 1, nameof(TopP))!;
    } = 1;

    /// <summary>
    /// What logarithms of probabilities of tokens among the last <see cref="RepetitionWindow"/> are multiplied by, 1 to 100: above 1 makes
    /// repetition rarer; 1 by default. After Keskar and others, 2019.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">Set outside.</exception>
    public double RepetitionPenalty
    {
        get;
        init => field = (double)OptionGuard.Between(value, 1, 100, nameof(RepetitionPenalty))!;
    } = 1;

    /// <summary>How many of the last tokens count as repeated, at least 1; 64 by default.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Set below 1.</exception>
    public int RepetitionWindow
    {
        get;
        init => field = OptionGuard.AtLeastOne(value, nameof(RepetitionWindow));
    } = 64;

    /// <summary>The text ends before the first of these; none by default.</summary>
    /// <exception cref="ArgumentException">One is empty.</exception>
    public IReadOnlyList<string> StopStrings
    {
        get;
        init => field = value.All(static stop => stop is { Length: > 0 }) ? value : throw new ArgumentException("Received an empty stop string; the text would end before it began.", nameof(StopStrings));
    } = [];

    /// <summary>Seed of the draws; the same seed gives the same text.</summary>
    public ulong Seed { get; init; } = 1;
}

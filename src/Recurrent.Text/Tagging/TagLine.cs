namespace Recurrent.Text.Tagging;

/// <summary>A piece of text on its way through a <see cref="TaggingPump"/>: lines to be written with tags behind them, or one to be written as it is.</summary>
/// <param name="Tokens">What is to be tagged; empty for a line that is none.</param>
/// <param name="Lines">What stands before each tag.</param>
internal sealed record TagLine(IReadOnlyList<string> Tokens, IReadOnlyList<string> Lines)
{
    /// <summary>Written behind the lines, without a tag; null for nothing.</summary>
    public string? Closing { get; init; }
}

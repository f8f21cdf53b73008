namespace Recurrent.Text.Metrics;

/// <summary>A run of characters within a text, equal to every other run of the same characters.</summary>
/// <param name="letters">Its Unicode scalar values.</param>
internal readonly struct LetterRun(ReadOnlyMemory<int> letters) : IEquatable<LetterRun>
{
    private readonly ReadOnlyMemory<int> _letters = letters;

    public bool Equals(LetterRun other) => _letters.Span.SequenceEqual(other._letters.Span);

    public override bool Equals(object? obj) => obj is LetterRun other && Equals(other);

    public override int GetHashCode()
    {
        var hash = new HashCode();
        foreach (var letter in _letters.Span) hash.Add(letter);
        return hash.ToHashCode();
    }
}

namespace Recurrent.Text.Tokenization;

/// <summary>Tokens and their numbers, 0 to V − 1. Immutable, for any number of threads.</summary>
public sealed class Vocabulary
{
    private readonly string[] _tokens;
    private readonly Dictionary<string, int> _numbers;
    private readonly Dictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> _lookup;

    /// <summary>Numbers tokens in the order they come.</summary>
    /// <param name="tokens">Distinct tokens. [V]</param>
    /// <exception cref="ArgumentException">A token comes twice.</exception>
    public Vocabulary(IEnumerable<string> tokens)
    {
        ArgumentNullException.ThrowIfNull(tokens);
        _tokens = [.. tokens];
        _numbers = new Dictionary<string, int>(_tokens.Length, StringComparer.Ordinal);
        for (var number = 0; number < _tokens.Length; number++)
        {
            if (!_numbers.TryAdd(_tokens[number], number))
                throw new ArgumentException($"Received the token '{_tokens[number]}' as number {_numbers[_tokens[number]]} and {number}; expected every token once.", nameof(tokens));
        }
        _lookup = _numbers.GetAlternateLookup<ReadOnlySpan<char>>();
    }

    /// <summary>V, how many tokens there are.</summary>
    public int Count => _tokens.Length;

    /// <summary>The tokens by number. [V]</summary>
    public IReadOnlyList<string> Tokens => _tokens;

    /// <summary>A token by its number.</summary>
    /// <param name="number">0 to V − 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such number.</exception>
    public string this[int number] => (uint)number < (uint)_tokens.Length
        ? _tokens[number]
        : throw new ArgumentOutOfRangeException(nameof(number), number, $"Received the token number {number}; the vocabulary has 0 to {_tokens.Length - 1}.");

    /// <summary>Chooses tokens by how often they come.</summary>
    /// <param name="counts">How often each token comes.</param>
    /// <param name="options">Which are kept; null keeps all.</param>
    /// <returns>The special tokens, then the most frequent first, equally frequent ones in the order of their characters.</returns>
    public static Vocabulary FromCounts(IEnumerable<KeyValuePair<string, long>> counts, VocabularyOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(counts);
        options ??= new VocabularyOptions();
        string[] special = [.. options.SpecialTokens];
        var room = Math.Max(0, (options.MaximumSize ?? int.MaxValue) - special.Length);
        return new Vocabulary(special.Concat(counts
            .Where(token => token.Value >= options.MinimumCount && !special.Contains(token.Key))
            .OrderByDescending(static token => token.Value)
            .ThenBy(static token => token.Key, StringComparer.Ordinal)
            .Take(room)
            .Select(static token => token.Key)));
    }

    /// <summary>The number of a token.</summary>
    /// <param name="token">Any text.</param>
    /// <param name="number">Receives its number.</param>
    /// <returns>Whether the vocabulary has it.</returns>
    public bool TryFind(ReadOnlySpan<char> token, out int number) => _lookup.TryGetValue(token, out number);

    /// <summary>The number of a token.</summary>
    /// <param name="token">A token of the vocabulary.</param>
    /// <exception cref="KeyNotFoundException">The vocabulary does not have it.</exception>
    public int Find(string token) => TryFind(token, out var number)
        ? number
        : throw new KeyNotFoundException($"The vocabulary of {Count} tokens has no '{token}'.");

    /// <summary>The number of a special token, or null when the vocabulary has none.</summary>
    /// <param name="token">Such as <see cref="SpecialTokens.Unknown"/>.</param>
    public int? NumberOf(string token) => TryFind(token, out var number) ? number : null;
}

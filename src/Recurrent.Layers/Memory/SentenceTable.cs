using System.Runtime.InteropServices;

namespace Recurrent.Layers.Memory;

/// <summary>Sentences as token numbers, each distinct one kept once under a number.</summary>
/// <remarks>
/// Stories of the same world repeat their sentences, so a batch of stories has far fewer distinct sentences than places; what a network
/// computes of a sentence alone is then computed once. Not thread-safe while sentences are added.
/// </remarks>
public sealed class SentenceTable
{
    private readonly List<int[]> _sentences = [];
    private readonly Dictionary<string, int> _numbers = new(StringComparer.Ordinal);

    /// <summary>Distinct sentences so far.</summary>
    public int Count => _sentences.Count;

    /// <summary>The tokens of a sentence.</summary>
    /// <param name="number">0 to <see cref="Count"/> − 1.</param>
    public ReadOnlySpan<int> this[int number] => _sentences[number];

    /// <summary>The number of a sentence, which is added when it is new.</summary>
    /// <param name="tokens">Token numbers, at least 0; may be none.</param>
    /// <returns>Its number.</returns>
    /// <exception cref="ArgumentException">A token is negative.</exception>
    public int Add(ReadOnlySpan<int> tokens)
    {
        foreach (int token in tokens)
        {
            if (token < 0)
            {
                throw new ArgumentException($"Got the token {token}; expected numbers of at least 0.", nameof(tokens));
            }
        }

        ReadOnlySpan<char> key = MemoryMarshal.Cast<int, char>(tokens);
        Dictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> numbers = _numbers.GetAlternateLookup<ReadOnlySpan<char>>();
        if (numbers.TryGetValue(key, out int known))
        {
            return known;
        }

        _numbers.Add(key.ToString(), _sentences.Count);
        _sentences.Add(tokens.ToArray());
        return _sentences.Count - 1;
    }
}

using System.Collections.Concurrent;
using System.Runtime.InteropServices;
using System.Text;
using Recurrent.Text.Normalization;
using Recurrent.Text.Tokenization.BytePairs;

namespace Recurrent.Text.Tokenization;

/// <summary>Byte-pair encoding on UTF-8 bytes: frequent words are one token, rare ones several, and no text is unknown.</summary>
public sealed class BytePairTokenizer : Tokenizer
{
    private const int MostKept = 1 << 16;
    private const int LongestKept = 64;
    private readonly TokenMerge[] _merges;
    private readonly MergeTable _table;
    private readonly int[] _bytes = new int[256];
    private readonly byte[]?[] _text;
    private readonly ConcurrentDictionary<string, int[]> _known = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, int[]>.AlternateLookup<ReadOnlySpan<char>> _lookup;

    internal BytePairTokenizer(Vocabulary vocabulary, IEnumerable<TokenMerge> merges, TextNormalization? normalization)
        : base(vocabulary, normalization)
    {
        _merges = [.. merges];
        _table = new MergeTable(_merges);
        for (var value = 0; value < _bytes.Length; value++) _bytes[value] = vocabulary.Find(ByteLetters.Of((byte)value).ToString());
        _text = [.. Enumerable.Range(0, vocabulary.Count).Select(TextOf)];
        _lookup = _known.GetAlternateLookup<ReadOnlySpan<char>>();
    }

    internal IReadOnlyList<TokenMerge> Merges => _merges;

    /// <summary>The bytes a token stands for; none for a special token.</summary>
    internal ReadOnlySpan<byte> BytesOf(int number) => _text[number];

    /// <summary>Learns byte pairs from texts.</summary>
    /// <param name="texts">Any texts.</param>
    /// <param name="options">How many and which; null for the defaults.</param>
    /// <param name="normalization">What is done to a text first; form C when null.</param>
    /// <param name="cancellationToken">Ends the run.</param>
    /// <returns>A tokenizer; the same texts give the same one.</returns>
    /// <exception cref="ArgumentException">The vocabulary has no room for the special tokens beside the bytes.</exception>
    public static BytePairTokenizer Train(
        IEnumerable<string> texts, BytePairOptions? options = null, TextNormalization? normalization = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(texts);
        options ??= new BytePairOptions();
        List<string> tokens = [.. options.SpecialTokens, .. Enumerable.Range(0, 256).Select(static value => ByteLetters.Of((byte)value)).Order().Select(static letter => letter.ToString())];
        if (tokens.Count > options.VocabularySize)
            throw new ArgumentException($"Received a vocabulary of {options.VocabularySize}; {options.SpecialTokens.Count} special tokens and 256 bytes need at least {tokens.Count}.", nameof(options));
        var first = new Vocabulary(tokens);
        var learner = new PairLearner(Pieces(texts, first, normalization ?? TextNormalization.Default, cancellationToken));
        var merges = new List<TokenMerge>();
        var numbers = tokens.Select(static (token, number) => KeyValuePair.Create(token, number)).ToDictionary(StringComparer.Ordinal);
        while (tokens.Count < options.VocabularySize && learner.TryFind(options.MinimumCount, out var left, out var right))
        {
            cancellationToken.ThrowIfCancellationRequested();
            var token = tokens[left] + tokens[right];

            // Text that spells a special token stays in pieces.
            if (options.SpecialTokens.Contains(token)) continue;
            if (numbers.TryAdd(token, tokens.Count)) tokens.Add(token);
            merges.Add(new TokenMerge(left, right, numbers[token]));
            learner.Merge(merges[^1]);
        }
        return new BytePairTokenizer(new Vocabulary(tokens), merges, normalization);
    }

    /// <inheritdoc/>
    /// <remarks>Bytes that are no UTF-8 give U+FFFD.</remarks>
    public override string Decode(ReadOnlySpan<int> numbers)
    {
        var bytes = new List<byte>(numbers.Length * 4);
        foreach (var number in numbers)
            if (!IsSpecial(number)) bytes.AddRange(_text[number] ?? []);
        return Encoding.UTF8.GetString(CollectionsMarshal.AsSpan(bytes));
    }

    private protected override void EncodeNormalized(string text, List<int> destination)
    {
        for (var rest = text.AsSpan(); !rest.IsEmpty;)
        {
            var length = PieceSplitter.Next(rest);
            Encode(rest[..length], destination);
            rest = rest[length..];
        }
    }

    private static Dictionary<int[], long> Pieces(IEnumerable<string> texts, Vocabulary bytes, TextNormalization normalization, CancellationToken cancellation)
    {
        var counts = new Dictionary<string, long>(StringComparer.Ordinal);
        var lookup = counts.GetAlternateLookup<ReadOnlySpan<char>>();
        foreach (var text in texts)
        {
            cancellation.ThrowIfCancellationRequested();
            for (var rest = normalization.Apply(text).AsSpan(); !rest.IsEmpty;)
            {
                var length = PieceSplitter.Next(rest);
                CollectionsMarshal.GetValueRefOrAddDefault(lookup, rest[..length], out _)++;
                rest = rest[length..];
            }
        }
        return counts.ToDictionary(
            piece => Encoding.UTF8.GetBytes(piece.Key).Select(value => bytes.Find(ByteLetters.Of(value).ToString())).ToArray(),
            static piece => piece.Value);
    }

    private void Encode(ReadOnlySpan<char> piece, List<int> destination)
    {
        if (piece.Length <= LongestKept && _lookup.TryGetValue(piece, out var kept))
        {
            destination.AddRange(kept);
            return;
        }
        var tokens = new int[Encoding.UTF8.GetByteCount(piece)];
        var bytes = new byte[tokens.Length];
        Encoding.UTF8.GetBytes(piece, bytes);
        for (var place = 0; place < bytes.Length; place++) tokens[place] = _bytes[bytes[place]];
        var result = tokens.AsSpan(0, _table.Apply(tokens));
        destination.AddRange(result);

        // Kept for the next time; what is in the way of new pieces is not looked for, since frequent ones come early.
        if (piece.Length <= LongestKept && _known.Count < MostKept) _lookup.TryAdd(piece, result.ToArray());
    }

    private byte[]? TextOf(int number)
    {
        var bytes = new List<byte>();
        return !SpecialTokens.All.Contains(Vocabulary[number]) && ByteLetters.TryRead(Vocabulary[number], bytes) ? [.. bytes] : null;
    }
}

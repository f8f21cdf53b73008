using System.Collections.Concurrent;
using Recurrent.Text.Normalization;
using Recurrent.Text.Tokenization;

namespace Recurrent.Text.Tagging;

/// <summary>Looks tokens up. Thread-safe.</summary>
internal sealed class WordReader
{
    public const int Padding = 0;
    public const int Unknown = 1;

    /// <summary>More distinct tokens than this are read anew each time, so that an endless stream does not fill the memory.</summary>
    private const int MostKept = 200_000;
    private readonly Vocabulary _words;
    private readonly Vocabulary _prefixes;
    private readonly Vocabulary _suffixes;
    private readonly Vocabulary _shapes;
    private readonly Vocabulary _characters;
    private readonly ConcurrentDictionary<string, WordNumbers> _kept = new(StringComparer.Ordinal);

    /// <exception cref="ArgumentException">A list has an entry twice.</exception>
    public WordReader(TaggerVocabulary vocabulary)
    {
        (_words, _prefixes, _suffixes) = (new Vocabulary(vocabulary.Words), new Vocabulary(vocabulary.Prefixes), new Vocabulary(vocabulary.Suffixes));
        (_shapes, _characters) = (new Vocabulary(vocabulary.Shapes), new Vocabulary(vocabulary.Characters));
    }

    /// <summary>The numbers of a token.</summary>
    public WordNumbers Read(string token)
    {
        if (_kept.TryGetValue(token, out var known)) return known;
        var text = TextNormalization.Default.Apply(token);
        var normal = WordForm.Normal(text);
        var numbers = new WordNumbers(
            Find(_words, normal),
            Find(_prefixes, WordForm.Prefix(normal)),
            Find(_suffixes, WordForm.Suffix(normal)),
            Find(_shapes, WordForm.Shape(text)),
            [.. WordForm.Characters(text).Select(one => Find(_characters, one))]);
        if (_kept.Count < MostKept) _kept.TryAdd(token, numbers);
        return numbers;
    }

    private static int Find(Vocabulary vocabulary, string text) => vocabulary.TryFind(text, out var number) && number != Padding ? number : Unknown;
}

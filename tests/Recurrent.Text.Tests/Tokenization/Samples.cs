using Recurrent.Text.Normalization;
using Recurrent.Text.Tokenization;

namespace Recurrent.Text.Tests.Tokenization;

/// <summary>Texts made here.</summary>
internal static class Samples
{
    public static string[] English { get; } =
    [
        "The river was low and the mill stood still; nobody had seen the miller's boat since Tuesday.",
        "\"We'll go down to the water,\" she said, \"and we've 12 lamps, they're enough.\"",
        "the lower the river, the slower the wheel: 3 turns in 45 minutes,  then none.",
        "I'd said it wouldn't last.\n\nIt didn't.\tThe river rose by 1.5 metres overnight",
    ];

    public static string[] Mixed { get; } =
    [
        "", " ", "  \n\t ", "a", "naïve Zoë — déjà vu", "русский текст, ещё", "日本語のテキスト", "שלום עולם", "👩‍👩‍👧‍👦 and 🇩🇪!", "\u0000\u0001\uFFFF", "𝒜𝓁𝓅𝒽𝒶 𐐷",
        "x = y² + ½", "e\u0301e\u0301", "don't DON'T 'tis", "<unk> <pad> <bos>", "a\u00A0b\u2003c\u3000d",
    ];

    public static BytePairTokenizer Pairs(int size) => Pairs(English, new BytePairOptions { VocabularySize = size });

    public static BytePairTokenizer Pairs(IEnumerable<string> texts, BytePairOptions? options = null, TextNormalization? normalization = null) =>
        BytePairTokenizer.Train(texts, options, normalization, TestContext.Current.CancellationToken);
}

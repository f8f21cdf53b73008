using System.Text;
using Recurrent.Tensors.Random;

namespace Recurrent.Text.Embedded;

/// <summary>Running text made by a small grammar, for demonstrations: names keep their pronoun, doors opened are closed, and quotes end.</summary>
public static class DemoStory
{
    private static readonly string[] Women = ["Anna", "Mira", "Ruth", "Ida"];
    private static readonly string[] Men = ["Paul", "Omar", "Lars", "Ben"];
    private static readonly string[] Kinds = ["old", "small", "green", "quiet", "heavy", "bright"];
    private static readonly string[] Things = ["lamp", "letter", "basket", "clock", "violin", "map"];
    private static readonly string[] Places = ["garden", "kitchen", "harbour", "library", "market", "tower"];
    private static readonly string[] Verbs = ["finds", "carries", "hides", "paints", "sells", "remembers"];
    private static readonly string[] Sayings = ["It is late", "Come with me", "Nobody knows", "The rain is near", "I saw it first"];

    /// <summary>Makes text.</summary>
    /// <param name="paragraphs">How many paragraphs, one a line.</param>
    /// <param name="seed">The same seed gives the same text.</param>
    /// <returns>The text, each paragraph ended by a line feed.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There are fewer than 0 paragraphs.</exception>
    public static string Make(int paragraphs, ulong seed)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(paragraphs);
        var text = new StringBuilder();
        var draw = new Draw(new RandomSource(seed).Stream("story"));
        for (var paragraph = 0; paragraph < paragraphs; paragraph++) Paragraph(text, draw);
        return text.ToString();
    }

    private static void Paragraph(StringBuilder text, Draw draw)
    {
        var isWoman = draw.Next(2) == 0;
        var (name, pronoun) = isWoman ? (draw.From(Women), "She") : (draw.From(Men), "He");
        var place = draw.From(Places);
        text.Append(name).Append(" opens the door of the ").Append(place).Append('.');
        for (var sentence = draw.Next(3); sentence >= 0; sentence--)
        {
            text.Append(' ').Append(pronoun).Append(' ').Append(draw.From(Verbs)).Append(" the ").Append(draw.From(Kinds)).Append(' ').Append(draw.From(Things)).Append('.');
            if (draw.Next(3) == 0) text.Append(" \"").Append(draw.From(Sayings)).Append(",\" says ").Append(name).Append('.');
        }
        text.Append(' ').Append(pronoun).Append(" closes the door of the ").Append(place).Append(".\n");
    }

    private sealed class Draw(RandomStream random)
    {
        private RandomStream _random = random;

        public int Next(int count)
        {
            var value = _random.NextInt32(count);
            _random = _random.Advance(1);
            return value;
        }

        public string From(string[] choices) => choices[Next(choices.Length)];
    }
}

using Recurrent.Tensors.Random;
using Recurrent.Text.Classification;

namespace Recurrent.Text.Embedded;

/// <summary>Generated reviews of a restaurant, to try classification on without a file; the same texts every time.</summary>
/// <remarks>Words alone say little: "not" turns a judgement round, and behind "but" stands the one that counts.</remarks>
public static class DemoReviews
{
    private const int Sentiments = 2400;
    private const int Complained = 3000;
    private const int Draws = 64;
    private const int OneMistakeIn = 25;
    private static readonly string[] Topics = ["food", "place", "price", "service"];

    private static readonly string[][] Things =
    [
        ["soup", "bread", "fish", "dessert", "coffee", "salad"],
        ["room", "garden", "music", "terrace", "table"],
        ["bill", "menu price", "price of the wine", "set menu"],
        ["waiter", "service", "cook", "staff at the bar"],
    ];

    private static readonly string[] Good = ["good", "great", "lovely", "excellent", "pleasant", "delightful", "fine", "perfect", "charming", "fair"];
    private static readonly string[] Bad = ["bad", "awful", "dull", "poor", "terrible", "disappointing", "dreadful", "mediocre", "sad", "outrageous"];
    private static readonly string[] Degrees = ["", "", "", "really ", "very ", "quite ", "at all ", "rather "];
    private static readonly string[] Openings = ["", "", "", "Well, ", "Honestly, ", "We came on a Sunday: ", "To be brief, "];
    private static readonly string[] Closings = [".", ".", "!", " 🙂", " – that is all.", ", said my friend."];

    /// <summary>2,400 reviews, each <c>positive</c> or <c>negative</c>, about half of each; one label in 25 is wrong, as people's labels are.</summary>
    public static IReadOnlyList<LabelledText> Sentiment() =>
        [.. Enumerable.Range(0, Sentiments).Select(static index => Judgement(new Draw(Stream("sentiment", index)), index % 2 == 0))];

    /// <summary>3,000 reviews with the topics they complain about: any of <c>food</c>, <c>place</c>, <c>price</c> and <c>service</c>, or none.</summary>
    public static IReadOnlyList<LabelledText> Complaints() =>
        [.. Enumerable.Range(0, Complained).Select(static index => Complaint(new Draw(Stream("complaints", index))))];

    private static LabelledText Judgement(Draw draw, bool isGood)
    {
        string Clause(bool good) => DemoReviews.Clause(draw, draw.Below(Topics.Length), good);
        var text = draw.Below(5) switch
        {
            0 => $"{Clause(isGood)} and {Clause(isGood)}",
            1 => $"{Clause(!isGood)}, but {Clause(isGood)}",
            2 => $"although {Clause(!isGood)}, {Clause(isGood)}",
            3 => $"I had heard that {Clause(!isGood)}, yet {Clause(isGood)}",
            _ => Clause(isGood),
        };
        var isMistaken = draw.Below(OneMistakeIn) == 0;
        return new LabelledText(Sentence(draw, text), isGood != isMistaken ? "positive" : "negative");
    }

    private static LabelledText Complaint(Draw draw)
    {
        var count = 1 + draw.Below(3);
        int[] topics = [.. Enumerable.Range(0, Topics.Length).Select(topic => (topic, key: draw.Below(1 << 20))).OrderBy(static one => one.key).Take(count).Select(static one => one.topic)];
        var clauses = topics.Select(topic => (topic, good: draw.Below(2) == 0)).ToArray();
        var text = string.Join(draw.Below(2) == 0 ? ", " : " and ", clauses.Select(one => Clause(draw, one.topic, one.good)));
        return new LabelledText(Sentence(draw, text), [.. clauses.Where(static one => !one.good).Select(static one => Topics[one.topic])]);
    }

    /// <summary>One judgement of one thing: in a third of the cases by its opposite with "not" before it.</summary>
    private static string Clause(Draw draw, int topic, bool isGood)
    {
        var turned = draw.Below(3) == 0;
        var word = draw.Of(turned != isGood ? Good : Bad);
        return $"the {draw.Of(Things[topic])} was {(turned ? "not " : "")}{draw.Of(Degrees)}{word}";
    }

    private static string Sentence(Draw draw, string text)
    {
        var whole = draw.Of(Openings) + text + draw.Of(Closings);
        return char.ToUpperInvariant(whole[0]) + whole[1..];
    }

    private static RandomStream Stream(string name, int index) => new RandomSource(1).Stream("demo/" + name, (ulong)index);

    private sealed class Draw
    {
        private readonly float[] _numbers = new float[Draws];
        private int _next;

        public Draw(RandomStream random) => random.FillUniform(_numbers);

        public int Below(int count) => Math.Min(count - 1, (int)(_numbers[_next++] * count));

        public string Of(string[] words) => words[Below(words.Length)];
    }
}

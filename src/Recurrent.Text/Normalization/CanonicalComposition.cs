using System.Text;

namespace Recurrent.Text.Normalization;

/// <summary>Normalization form C: characters that can be written in several ways get the composed one.</summary>
/// <remarks>
/// Unicode Standard Annex 15 with the algorithms of the Standard, section 3.11 and, for Hangul, 3.12. .NET does this by ICU only and leaves text
/// as it is where there is none, as in the published command line.
/// </remarks>
internal static class CanonicalComposition
{
    private const int Replacement = 0xFFFD;

    // Below this no character changes or joins the one before.
    private const char FirstInvolved = '\u0300';

    private const int SyllableBase = 0xAC00, LeadBase = 0x1100, VowelBase = 0x1161, TrailBase = 0x11A7;
    private const int LeadCount = 19, VowelCount = 21, TrailCount = 28, SyllableCount = LeadCount * VowelCount * TrailCount;

    private static readonly Dictionary<int, (int First, int Second)> Decompositions = ReadDecompositions();
    private static readonly Dictionary<(int First, int Second), int> Compositions = ReadCompositions();

    /// <summary>The text in form C, with U+FFFD for surrogates that stand alone.</summary>
    public static string Apply(string text)
    {
        if (!text.AsSpan().ContainsAnyInRange(FirstInvolved, char.MaxValue)) return text;
        var marks = Decomposed(text);
        Compose(marks);
        return Text(marks);
    }

    /// <summary>The text in form D, with letters and their marks apart, and U+FFFD for surrogates that stand alone.</summary>
    public static string Decompose(string text) => Ascii.IsValid(text) ? text : Text(Decomposed(text));

    /// <summary>The combining class of a character; 0 for one that begins something.</summary>
    internal static int ClassOf(int code)
    {
        var table = UnicodeTables.CombiningClasses;
        var (low, high) = (0, (table.Length / 3) - 1);
        while (low <= high)
        {
            var middle = (low + high) / 2;
            if (code < table[3 * middle]) high = middle - 1;
            else if (code > table[(3 * middle) + 1]) low = middle + 1;
            else return table[(3 * middle) + 2];
        }
        return 0;
    }

    private static List<Mark> Decomposed(string text)
    {
        var marks = new List<Mark>(text.Length);
        foreach (var rune in text.EnumerateRunes()) Decompose(rune.Value, marks);
        Order(marks);
        return marks;
    }

    private static string Text(List<Mark> marks)
    {
        var result = new StringBuilder(marks.Count);
        foreach (var mark in marks) result.Append(new Rune(mark.Code).ToString());
        return result.ToString();
    }

    private static void Decompose(int code, List<Mark> marks)
    {
        var syllable = code - SyllableBase;
        if ((uint)syllable < SyllableCount)
        {
            Add(LeadBase + (syllable / (VowelCount * TrailCount)), marks);
            Add(VowelBase + (syllable % (VowelCount * TrailCount) / TrailCount), marks);
            if (syllable % TrailCount != 0) Add(TrailBase + (syllable % TrailCount), marks);
            return;
        }
        if (!Decompositions.TryGetValue(code, out var parts))
        {
            Add(code is >= 0xD800 and <= 0xDFFF ? Replacement : code, marks);
            return;
        }
        Decompose(parts.First, marks);
        if (parts.Second != 0) Decompose(parts.Second, marks);
    }

    private static void Add(int code, List<Mark> marks) => marks.Add(new Mark(code, ClassOf(code)));

    /// <summary>Brings the combining characters between two beginnings into the order of their classes, those of one class as they came.</summary>
    private static void Order(List<Mark> marks)
    {
        for (var start = 0; start < marks.Count; start++)
        {
            var (end, isOrdered) = (start, true);
            for (; end < marks.Count && marks[end].Class != 0; end++) isOrdered &= end == start || marks[end - 1].Class <= marks[end].Class;
            if (!isOrdered)
            {
                Mark[] ordered = [.. marks.GetRange(start, end - start).OrderBy(static mark => mark.Class)];
                for (var index = 0; index < ordered.Length; index++) marks[start + index] = ordered[index];
            }
            start = end;
        }
    }

    private static void Compose(List<Mark> marks)
    {
        var (starter, kept, last) = (-1, 0, 0);
        for (var index = 0; index < marks.Count; index++)
        {
            var mark = marks[index];

            // Blocked: something of the same class, or another beginning, stands between.
            var isReachable = starter >= 0 && (kept == starter + 1 || (last != 0 && last < mark.Class));
            if (isReachable && TryCompose(marks[starter].Code, mark.Code, out var composed))
            {
                marks[starter] = new Mark(composed, 0);
                continue;
            }
            if (mark.Class == 0) starter = kept;
            last = mark.Class;
            marks[kept++] = mark;
        }
        marks.RemoveRange(kept, marks.Count - kept);
    }

    private static bool TryCompose(int first, int second, out int composed)
    {
        if ((uint)(first - LeadBase) < LeadCount && (uint)(second - VowelBase) < VowelCount)
        {
            composed = SyllableBase + ((((first - LeadBase) * VowelCount) + second - VowelBase) * TrailCount);
            return true;
        }
        if ((uint)(first - SyllableBase) < SyllableCount && (first - SyllableBase) % TrailCount == 0 && second > TrailBase && second < TrailBase + TrailCount)
        {
            composed = first + second - TrailBase;
            return true;
        }
        return Compositions.TryGetValue((first, second), out composed);
    }

    private static Dictionary<int, (int First, int Second)> ReadDecompositions()
    {
        var composites = UnicodeTables.Composites;
        var others = UnicodeTables.Others;
        var result = new Dictionary<int, (int, int)>((composites.Length + others.Length) / 3);
        for (var place = 0; place < composites.Length; place += 3) result.Add(composites[place], (composites[place + 1], composites[place + 2]));
        for (var place = 0; place < others.Length; place += 3) result.Add(others[place], (others[place + 1], others[place + 2]));
        return result;
    }

    private static Dictionary<(int First, int Second), int> ReadCompositions()
    {
        var composites = UnicodeTables.Composites;
        var result = new Dictionary<(int, int), int>(composites.Length / 3);
        for (var place = 0; place < composites.Length; place += 3) result.Add((composites[place + 1], composites[place + 2]), composites[place]);
        return result;
    }

    /// <summary>A character with its combining class.</summary>
    private readonly record struct Mark(int Code, int Class);
}

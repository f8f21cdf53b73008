using Recurrent.Layers.Heads;

namespace Recurrent.Text.Tagging;

/// <summary>The tags of a network: O, then every mark of every type; and which of them may stand beside which.</summary>
internal sealed class TagSet
{
    private readonly TagScheme _scheme;
    private readonly Dictionary<string, int> _numbers;

    public TagSet(IReadOnlyList<string> types, TagScheme scheme)
    {
        _scheme = scheme;
        var marks = scheme == TagScheme.Iobes ? "BIES" : "BI";
        Tags = [TagSequence.Outside, .. types.SelectMany(type => marks.Select(mark => $"{mark}-{type}"))];
        _numbers = Tags.Select(static (tag, number) => (tag, number)).ToDictionary(static one => one.tag, static one => one.number);
        Constraints = new CrfConstraints(Tags.Length, tag => MayFollow(TagSequence.Outside, Tags[tag]), tag => MayFollow(Tags[tag], TagSequence.Outside),
            (from, to) => MayFollow(Tags[from], Tags[to]));
    }

    public string[] Tags { get; }

    public CrfConstraints Constraints { get; }

    /// <summary>The numbers of tags of any scheme, in this one.</summary>
    /// <exception cref="KeyNotFoundException">A type is not in the set.</exception>
    public int[] Numbers(IReadOnlyList<string> tags) => [.. TagSequence.Convert(tags, _scheme).Select(tag => _numbers[tag])];

    /// <summary>The tags behind numbers.</summary>
    public string[] Names(IReadOnlyList<int> numbers) => [.. numbers.Select(number => Tags[number])];

    /// <summary>Whether a scheme's writer can put one tag behind another; before the first and behind the last tag stands O.</summary>
    private bool MayFollow(string from, string to)
    {
        var (before, after) = (from[0], to[0]);
        var isSameType = before != 'O' && after != 'O' && from.AsSpan(2).SequenceEqual(to.AsSpan(2));
        return _scheme switch
        {
            TagScheme.Iob1 => after != 'B' || isSameType,
            TagScheme.Iob2 => after != 'I' || isSameType,
            _ => before is 'B' or 'I' ? after is 'I' or 'E' && isSameType : after is not ('I' or 'E'),
        };
    }
}

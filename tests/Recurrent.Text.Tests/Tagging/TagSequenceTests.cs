using Recurrent.Tensors.Random;
using Recurrent.Text.Tagging;

namespace Recurrent.Text.Tests.Tagging;

public sealed class TagSequenceTests
{
    [Theory]
    [InlineData(TagScheme.Iob1, "I-PER I-PER O I-LOC B-LOC I-LOC I-ORG")]
    [InlineData(TagScheme.Iob2, "B-PER I-PER O B-LOC B-LOC I-LOC B-ORG")]
    [InlineData(TagScheme.Iobes, "B-PER E-PER O S-LOC B-LOC E-LOC S-ORG")]
    public void Each_scheme_writes_and_reads_the_same_entities(TagScheme scheme, string text)
    {
        EntitySpan[] entities = [new(0, 2, "PER"), new(3, 1, "LOC"), new(4, 2, "LOC"), new(6, 1, "ORG")];
        var tags = text.Split(' ');
        Assert.Equal(entities, TagSequence.Entities(tags));
        Assert.Equal(tags, TagSequence.Write(entities, 7, scheme));
        Assert.Equal(scheme, TagSequence.Detect([tags]));
        foreach (var other in Enum.GetValues<TagScheme>()) Assert.Equal(tags, TagSequence.Convert(TagSequence.Convert(tags, other), scheme));
    }

    [Fact]
    public void Entities_are_those_of_conlleval_whatever_the_tags()
    {
        string[] tags = ["O", "B-A", "I-A", "B-B", "I-B"];
        var random = new RandomSource(5).Stream("tags");
        for (var round = 0; round < 2000; round++)
        {
            var sentence = new string[1 + (round % 7)];
            for (var place = 0; place < sentence.Length; place++, random = random.Advance(1)) sentence[place] = tags[random.NextInt32(tags.Length)];
            Assert.Equal(Conlleval(sentence), TagSequence.Entities(sentence));
        }
    }

    [Fact]
    public void Scores_are_counted_over_all_sentences_and_per_type()
    {
        string[][] gold = [["B-PER", "I-PER", "O", "B-LOC"], ["B-LOC", "O"]];
        string[][] said = [["I-PER", "I-PER", "O", "S-ORG"], ["B-LOC", "I-LOC"]];
        var scores = EntityScorer.Score(gold, said);
        Assert.Equal(new EntityCounts(3, 3, 1), scores.Entities);
        Assert.Equal(1.0 / 3, scores.Entities.F1, 1e-12);
        Assert.Equal(new EntityCounts(1, 1, 1), scores.Types["PER"]);
        Assert.Equal(new EntityCounts(2, 1, 0), scores.Types["LOC"]);
        Assert.Equal(new EntityCounts(0, 1, 0), scores.Types["ORG"]);
        Assert.Equal(4.0 / 6, scores.Accuracy, 1e-12);
        Assert.Equal(0, EntityScorer.Score([["O"]], [["O"]]).Entities.F1);
    }

    [Theory]
    [InlineData("PER")]
    [InlineData("B_PER")]
    [InlineData("B-")]
    [InlineData("L-PER")]
    [InlineData("")]
    public void Tags_of_no_scheme_are_refused(string tag) =>
        Assert.Contains("B-PER", Assert.Throws<FormatException>(() => TagSequence.Entities([tag])).Message, StringComparison.Ordinal);

    [Fact]
    public void Entities_that_overlap_or_leave_the_sentence_are_refused()
    {
        Assert.Throws<ArgumentException>(() => TagSequence.Write([new(0, 2, "A"), new(1, 1, "A")], 3, TagScheme.Iob2));
        Assert.Throws<ArgumentException>(() => TagSequence.Write([new(2, 2, "A")], 3, TagScheme.Iob2));
    }

    /// <summary>Start and end of chunks in the words of the script, for B and I.</summary>
    private static List<EntitySpan> Conlleval(string[] tags)
    {
        var spans = new List<EntitySpan>();
        var (before, start) = ("O", 0);
        for (var place = 0; place <= tags.Length; place++)
        {
            var tag = place < tags.Length ? tags[place] : "O";
            var differs = before[1..] != tag[1..];
            if (before != "O" && (tag == "O" || tag[0] == 'B' || differs)) spans.Add(new EntitySpan(start, place - start, before[2..]));
            if (tag != "O" && (tag[0] == 'B' || before == "O" || differs)) start = place;
            before = tag;
        }

        return spans;
    }
}

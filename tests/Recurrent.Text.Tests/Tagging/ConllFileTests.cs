using Recurrent.Testing;
using Recurrent.Text.Tagging;
using Recurrent.Training.Data;

namespace Recurrent.Text.Tests.Tagging;

public sealed class ConllFileTests
{
    [Fact]
    public void Sentences_are_read_and_written()
    {
        using var folder = new TestFolder();
        File.WriteAllText(folder["a.conll"], "-DOCSTART- -X- O O\r\n\r\nEU NNP I-NP I-ORG\r\nrejects VBZ I-VP O\r\n\r\n\r\nשלום NN I-NP O\r\n😀 NN I-NP O");
        var sentences = ConllFile.Read(folder["a.conll"]);
        Assert.Equal(2, sentences.Count);
        Assert.Equal(["EU", "rejects"], sentences[0].Tokens);
        Assert.Equal(["I-ORG", "O"], sentences[0].Tags!);
        Assert.Equal(3, sentences[0].Row);
        Assert.Equal(["שלום", "😀"], sentences[1].Tokens);
        using var written = new StringWriter();
        ConllFile.Write(written, sentences);
        File.WriteAllText(folder["b.conll"], written.ToString());
        Assert.Equal(sentences.SelectMany(static one => one.Tags!), ConllFile.Read(folder["b.conll"]).SelectMany(static one => one.Tags!));
        Assert.Throws<ArgumentException>(() => ConllFile.Write(written, [new TaggedSentence(["New York"], ["O"])]));
    }

    [Theory]
    [InlineData("a O\nb\n", 2, "1 column", "2 as in line 1")]
    [InlineData("a O\n\nb c O\n", 3, "3 columns", "2 as in line 1")]
    [InlineData("a O\n\tO\n", 2, "without a token", "first column")]
    [InlineData("a\nb\n", 1, "without a tag", "last")]
    [InlineData("a O\nb B_LOC\n", 2, "'B_LOC'", "IOB1, IOB2 or IOBES")]
    [InlineData("\n\n", null, "no token", "a token and its tag")]
    public void Files_that_are_none_are_refused_with_row_and_fix(string text, int? row, string found, string expected)
    {
        using var folder = new TestFolder();
        File.WriteAllText(folder["a.conll"], text);
        var refusal = Assert.Throws<DataFormatException>(() => ConllFile.Read(folder["a.conll"]));
        Assert.Equal(folder["a.conll"], refusal.File);
        Assert.Equal(row, refusal.Row);
        Assert.Contains(found, refusal.Found, StringComparison.Ordinal);
        Assert.Contains(expected, refusal.Expected, StringComparison.Ordinal);
        Assert.NotEmpty(refusal.Fix);
    }

    [Theory]
    [InlineData("conll2003/eng.train.gz", 14041, 203621, 23499, TagScheme.Iob1)]
    [InlineData("conll2003/eng.testb", 3453, 46435, 5648, TagScheme.Iob1)]
    [InlineData("broad-twitter-corpus/btc.train", 6338, 99933, 8779, TagScheme.Iob2)]
    public void Corpora_have_their_official_counts(string name, int sentences, int tokens, int entities, TagScheme scheme)
    {
        var file = SharedData.Find("named-entity-recognition/" + name);
        Assert.SkipWhen(file is null, "the shared data folder is not beside the checkout");
        var read = ConllFile.Read(file!);
        Assert.Equal(sentences, read.Count);
        Assert.Equal(tokens, read.Sum(static one => one.Length));
        Assert.Equal(entities, read.Sum(static one => TagSequence.Entities(one.Tags!).Count));
        Assert.Equal(scheme, TagSequence.Detect(read.Select(static one => one.Tags!)));
    }
}

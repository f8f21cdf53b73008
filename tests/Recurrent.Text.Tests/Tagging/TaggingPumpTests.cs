using System.IO.Compression;
using System.IO.Pipelines;
using System.Text;
using Recurrent.Text.Embedded;
using Recurrent.Text.Tagging;
using Recurrent.Training.Data;

namespace Recurrent.Text.Tests.Tagging;

public sealed class TaggingPumpTests
{
    private static readonly SequenceTagger Tagger = SequenceTagger.Train(
        DemoEntities.Sentences(60), null, new TaggerOptions { Hidden = 8, Embedding = 8, CharacterFeatures = 4, Epochs = 1, Threads = 1 }).Model;

    [Fact]
    public void Columns_stay_and_the_tag_comes_behind_them()
    {
        var lines = Run("-DOCSTART- -X- O\n\nAldra NNP O\nsaid\tVBD O\n".Replace('\t', ' ') + "\n\n. . O").Split('\n');
        Assert.Equal("-DOCSTART- -X- O O", lines[0]);
        Assert.StartsWith("Aldra NNP O ", lines[2], StringComparison.Ordinal);
        Assert.Equal(["", ""], lines[4..6]);
        Assert.StartsWith(". . O ", lines[6], StringComparison.Ordinal);
        Assert.StartsWith("Aldra\tO\t", Run("Aldra\tO\n"), StringComparison.Ordinal);
    }

    [Fact]
    public void A_sentence_a_line_becomes_a_token_a_line()
    {
        string[] Tokens(string text, TagInput form) => [.. Run(text, form).Split('\n').Select(static line => line.Split(' ')[0])];
        Assert.Equal(["Mr", ".", "O'Neil", "did", "n't", "go", "to", "the", "U.S.", "(", "yet", ")", "...", "", "", "Hi", "", ""], Tokens("Mr. O'Neil didn't go to the U.S. (yet)...\n\nHi\n", TagInput.Text));
        Assert.Equal(["It's", "here.", "", ""], Tokens("It's here.", TagInput.Words));
        Assert.Equal(["Hello", "", "John", "left", ".", "", ""], Tokens("Hello\nJohn left.\n", TagInput.Auto));
        Assert.Equal(["Hello", "John", ""], Tokens("Hello\nJohn\n", TagInput.Auto));
        Assert.Equal("", Run(""));
    }

    [Fact]
    public async Task A_sentence_is_answered_before_the_next_one_comes()
    {
        var pipe = new Pipe();
        await using var answers = new AnswerWriter();
        var cancellation = TestContext.Current.CancellationToken;
        var pump = Task.Run(() => new TaggingPump(Tagger, TagInput.Words, false).Run(new TextLines(pipe.Reader.AsStream(), "stdin", isProse: true, mayBeEmpty: true), answers, cancellation), cancellation);
        for (var sentence = 1; sentence <= 3; sentence++)
        {
            await pipe.Writer.WriteAsync("Aldra left\n"u8.ToArray(), cancellation);
            await answers.Flushed.WaitAsync(cancellation);
        }
        await pipe.Writer.CompleteAsync();
        await pump;
        Assert.Equal(9, answers.ToString().Count(static one => one == '\n'));
    }

    [Fact]
    public void Probabilities_stand_before_the_tags() =>
        Assert.Matches("^Aldra (0|1|0\\.[0-9]+) [A-Z-]+\n", Run("Aldra said .\n", TagInput.Words, withProbabilities: true));

    [Theory]
    [InlineData(' ')]
    [InlineData('\t')]
    public void Lines_between_documents_keep_the_number_of_columns(char separator)
    {
        var text = "-DOCSTART- -X- O\n\nAldra NNP O\nsaid VBD O\n\n-DOCSTART- -X- O\n\n. . O\n".Replace(' ', separator);
        foreach (var withProbabilities in new[] { false, true })
        {
            var lines = Run(text, withProbabilities: withProbabilities).Split('\n', StringSplitOptions.RemoveEmptyEntries);
            Assert.Equal(5, lines.Length);
            Assert.All(lines, line => Assert.Equal(withProbabilities ? 5 : 4, line.Split(separator).Length));
            Assert.Equal($"-DOCSTART- -X- O {(withProbabilities ? "1 " : "")}O".Replace(' ', separator), lines[0]);
        }
    }

    [Fact]
    public void Zipped_text_is_read_as_text()
    {
        using var zipped = new MemoryStream();
        using (var zip = new GZipStream(zipped, CompressionMode.Compress, leaveOpen: true)) zip.Write("Aldra O\n"u8);
        zipped.Position = 0;
        Assert.StartsWith("Aldra O ", Run(zipped, TagInput.Auto, false), StringComparison.Ordinal);
    }

    [Fact]
    public void Bytes_that_are_no_text_and_wrong_columns_are_refused()
    {
        using var latin = new MemoryStream([0x61, 0x20, 0x62, 0x0A, 0xE9, 0x20, 0x0A]);
        Assert.Contains("UTF-8", Assert.Throws<DataFormatException>(() => Run(latin, TagInput.Text, false)).Message, StringComparison.Ordinal);
        var refusal = Assert.Throws<DataFormatException>(() => Run("a O\nb\n"));
        Assert.Equal(("stdin", 2L), (refusal.File, refusal.Row));
    }

    private static string Run(string text, TagInput form = TagInput.Auto, bool withProbabilities = false)
    {
        using var input = new MemoryStream(Encoding.UTF8.GetBytes(text));
        return Run(input, form, withProbabilities);
    }

    private static string Run(Stream input, TagInput form, bool withProbabilities)
    {
        using var output = new StringWriter();
        new TaggingPump(Tagger, form, withProbabilities).Run(new TextLines(input, "stdin", isProse: true, mayBeEmpty: true), output, TestContext.Current.CancellationToken);
        return output.ToString();
    }
}

using System.IO.Compression;
using System.Text;
using Recurrent.Testing;
using Recurrent.Text.Classification.Reading;
using Recurrent.Training.Data;

namespace Recurrent.Text.Tests.Classification;

public sealed class LabelledTextReaderTests : IDisposable
{
    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("a.csv", "text,label\n\"good, \"\"very\"\"\",pos\nbad,neg\n", "good, \"very\"|bad", "pos|neg")]
    [InlineData("a.csv", "id;sentiment;review\n1;pos;a, b\n2;neg;c\n", "a, b|c", "pos|neg")]
    [InlineData("a.csv", "text,label\r\n\"two\nlines\",pos\r\nb,neg\r\n", "two\nlines|b", "pos|neg")]
    [InlineData("a.tsv", "good \" film\t1\nbad\t0", "good \" film|bad", "1|0")]
    [InlineData("a.tsv", "1\tgood\n0\tbad\n1\tfine\n", "good|bad|fine", "1|0|1")]
    [InlineData("a.txt", "good\t1\nbad\t0\n", "good|bad", "1|0")]
    [InlineData("a.tsv", "\"a \"\"b\"\"\"\t1\n\"so\" he said\t0\n", "a \"b\"|\"so\" he said", "1|0")]
    [InlineData("a.jsonl", "{\"text\": \"a\", \"label\": 1}\n\n{\"label\": true, \"text\": \"\"}\n", "a|", "1|true")]
    [InlineData("a.csv", "text,label\n\uFEFFa,x\nשלום 🙂,y\n", "\uFEFFa|שלום 🙂", "x|y")]
    public void Files_are_read_whatever_their_kind(string name, string content, string texts, string labels)
    {
        var read = LabelledTextReader.Read(Write(name, content));
        Assert.Equal(texts.Split('|'), read.Texts.Select(static one => one.Text));
        Assert.Equal(labels.Split('|'), read.Texts.Select(static one => Assert.Single(one.Labels)));
    }

    [Theory]
    [InlineData("a.csv", "text,labels\na,x|y\nb,\nc,\"[\"\"x\"\", \"\"z\"\"]\"\n")]
    [InlineData("a.jsonl", "{\"text\":\"a\",\"labels\":[\"x\",\"y\"]}\n{\"text\":\"b\",\"labels\":[]}\n{\"text\":\"c\",\"labels\":\"x|z\"}\n")]
    public void Several_labels_of_a_text_are_read(string name, string content)
    {
        var read = LabelledTextReader.Read(Write(name, content));
        Assert.Equal(["x,y", "", "x,z"], read.Texts.Select(static one => string.Join(',', one.Labels)));
    }

    [Fact]
    public void Labels_are_left_whole_when_asked_to()
    {
        var read = LabelledTextReader.Read(Write("a.csv", "text,label\na,x|y\n"), new TextReaderOptions { SplitLabels = false });
        Assert.Equal(["x|y"], read.Texts[0].Labels);
    }

    [Fact]
    public void Rows_know_their_lines_and_columns_are_found_again()
    {
        var read = LabelledTextReader.Read(Write("a.csv", "Body,Kind,text\n\n\"x\ny\",a,1\nz,b,2\n"), new TextReaderOptions { TextColumn = "body", LabelColumn = "kind" });
        Assert.Equal([3L, 5L], read.Texts.Select(static one => one.Row!.Value));
        Assert.Equal(("Body", "Kind"), (read.Reading.TextColumn, read.Reading.LabelColumn));
        var bare = LabelledTextReader.Read(Write("b.tsv", "1\tgood\n0\tbad\n1\tfine\n"));
        Assert.Equal(("2", "1"), (bare.Reading.TextColumn, bare.Reading.LabelColumn));
        Assert.Equal(["fine"], LabelledTextReader.Read(Write("c.tsv", "1\tfine\n"), bare.Reading).Texts.Select(static one => one.Text));
    }

    [Theory]
    [InlineData("a.csv", "comments,label\na,x\n", 1, "--text-col")]
    [InlineData("a.csv", "text,kind\na,x\n", 1, "--label-col")]
    [InlineData("a.csv", "text,label\na, b,x\n", 2, "quotes around texts")]
    [InlineData("a.csv", "text,label\n\"a,x\n", 2, "never closed")]
    [InlineData("a.tsv", "text\tlabel\na\n", 2, "1 columns")]
    [InlineData("a.csv", "text,label\n", null, "no text")]
    [InlineData("a.csv", "v1,v2\nham,a\nspam,b\nham,c\n", 1, "--label-col")]
    [InlineData("a.csv", "comments,stars\ngood,5\nbad,1\n", 1, "'comments', 'stars'")]
    [InlineData("a.csv", "good,1\nbad,0\ngood,1\n", 1, "by their numbers")]
    [InlineData("a.tsv", "comments\tstars\ngood\t5\nbad\t1\n", 1, "--text-col")]
    [InlineData("a.tsv", "kind\tcomments\nham\ta\nspam\tb\nham\tc\n", 1, "--text-col")]
    [InlineData("a.txt", "one text\nanother\n", 1, "--text-col")]
    [InlineData("a.jsonl", "{\"text\":\"a\",\"label\":\"x\"}\n{\"text\":1,\"label\":\"x\"}\n", 2, "a text")]
    [InlineData("a.jsonl", "{\"text\":\"a\"}\n", 1, "--label-col")]
    [InlineData("a.jsonl", "{\"text\":\"a\",\"label\":{}}\n", 1, "object")]
    [InlineData("a.jsonl", "text,label\n", 1, "no JSON")]
    [InlineData("a.jsonl", "{\"text\":\"\\ud800\",\"label\":\"x\"}\n", 1, "a.jsonl")]
    public void Files_that_cannot_be_used_are_refused_with_row_and_fix(string name, string content, int? row, string part)
    {
        var refusal = Assert.Throws<DataFormatException>(() => LabelledTextReader.Read(Write(name, content)));
        Assert.Equal(row, (int?)refusal.Row);
        Assert.EndsWith(name, refusal.File, StringComparison.Ordinal);
        Assert.Contains(part, refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Csv_without_header_is_read_where_columns_have_numbers()
    {
        var file = Write("a.csv", "v1,v2\nham,a\n");
        var read = LabelledTextReader.Read(file, new TextReaderOptions { TextColumn = "2", LabelColumn = "1" });
        Assert.Equal(["v2", "a"], read.Texts.Select(static one => one.Text));
        Assert.Equal(["v1", "ham"], LabelledTextReader.Read(file, new TextReaderOptions { LabelColumn = "2" }).Texts.Select(static one => one.Text));
        // And later by whoever was trained so.
        Assert.Equal(["v2", "a"], Texts(file, new TextReaderOptions { Earlier = read.Reading }));
        Assert.Equal(["a", "b"], Texts(Write("b.csv", "a\nb\n"), new TextReaderOptions { Earlier = read.Reading }));
    }

    [Theory]
    [InlineData("a.csv", "comments\na\nb\n")]
    [InlineData("a.csv", "comments,id\na,1\nb,2\n")]
    [InlineData("a.tsv", "number\tcomments\n1\ta longer text\n2\tb\n")]
    public void Table_of_unknown_names_is_refused_where_its_texts_are_to_be_judged(string name, string content)
    {
        var refusal = Assert.Throws<DataFormatException>(() => Texts(Write(name, content), new TextReaderOptions()));
        Assert.Contains("--text-col", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("comments", refusal.Message, StringComparison.Ordinal);
        Assert.Equal(2, Texts(_folder[name], new TextReaderOptions { TextColumn = "comments" }).Length);
    }

    [Fact]
    public void Objects_whose_label_is_not_needed_may_have_anything_in_its_place()
    {
        var file = Write("a.jsonl", "{\"text\":\"a\",\"tags\":{\"x\":1}}\n{\"text\":\"b\",\"tags\":[[]]}\n");
        Assert.Equal(["a", "b"], Texts(file, new TextReaderOptions()));
        Assert.Throws<DataFormatException>(() => LabelledTextReader.Read(file));
    }

    [Fact]
    public void Column_that_is_not_there_is_refused_with_the_nearest_name()
    {
        var refusal = Assert.Throws<DataFormatException>(() => LabelledTextReader.Read(Write("a.csv", "review,stars\na,x\n"), new TextReaderOptions { LabelColumn = "star" }));
        Assert.Contains("did you mean 'stars'", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Bytes_that_are_not_utf8_are_refused_with_their_row()
    {
        File.WriteAllBytes(_folder["a.tsv"], [.. "good\t1\n"u8, 0xE9, .. "\t0\n"u8]);
        var refusal = Assert.Throws<DataFormatException>(() => LabelledTextReader.Read(_folder["a.tsv"]));
        Assert.Equal(2, refusal.Row);
        Assert.Contains("iconv", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Gzip_and_long_texts_are_read()
    {
        var words = string.Join(' ', Enumerable.Repeat("word", 100_000));
        using (var file = new GZipStream(File.Create(_folder["a.csv.gz"]), CompressionLevel.Fastest)) file.Write(Encoding.UTF8.GetBytes($"text,label\n{words},x\n"));
        Assert.Equal(words, LabelledTextReader.Read(_folder["a.csv.gz"]).Texts[0].Text);
    }

    /// <summary>The texts alone, as where they are to be judged.</summary>
    private static string[] Texts(string file, TextReaderOptions options)
    {
        using var rows = new TextRows(new TextLines(file, isProse: true), options, needsLabels: false);
        var texts = new List<string>();
        while (rows.Next() is { } row) texts.Add(row.Text);
        return [.. texts];
    }

    private string Write(string name, string content)
    {
        File.WriteAllText(_folder[name], content);
        return _folder[name];
    }
}

using Recurrent.Testing;
using Recurrent.Text.Translation;
using Recurrent.Training.Data;

namespace Recurrent.Text.Tests.Translation;

public sealed class ParallelTextTests
{
    [Fact]
    public void Reading_pairs_lines_and_keeps_empty_ones()
    {
        using var folder = new TestFolder();
        File.WriteAllText(folder["a"], "one\n\nthree\r\n");
        File.WriteAllText(folder["b"], "eins\nzwei\ndrei");
        Assert.Equal([new("one", "eins"), new("", "zwei"), new("three", "drei")], ParallelText.Read(folder["a"], folder["b"]));
    }

    [Theory]
    [InlineData("one\ntwo\nthree\n", "eins\nzwei\n", "b")]
    [InlineData("one\ntwo\n", "eins\nzwei\ndrei\n", "a")]
    public void Reading_refuses_files_of_unequal_length_by_name_and_line(string left, string right, string shorter)
    {
        using var folder = new TestFolder();
        File.WriteAllText(folder["a"], left);
        File.WriteAllText(folder["b"], right);
        var refusal = Assert.Throws<DataFormatException>(() => ParallelText.Read(folder["a"], folder["b"]));
        Assert.Equal((folder[shorter], 2L), (refusal.File, refusal.Row));
        Assert.Contains("line i of both files must be the same sentence", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Reading_refuses_bytes_that_are_no_UTF8_by_line()
    {
        using var folder = new TestFolder();
        File.WriteAllText(folder["a"], "one\ntwo\n");
        File.WriteAllBytes(folder["b"], [(byte)'x', (byte)'\n', 0xFF, 0xFE, (byte)'\n']);
        Assert.Equal(2, Assert.Throws<DataFormatException>(() => ParallelText.Read(folder["a"], folder["b"])).Row);
    }
}

using Recurrent.Testing;
using Recurrent.Text.Answering;
using Recurrent.Text.Tests.Tagging;
using Recurrent.Training.Data;

namespace Recurrent.Text.Tests.Answering;

public sealed class StoryFileTests
{
    [Fact]
    public void Questions_have_the_sentences_before_them_and_not_other_questions()
    {
        using var folder = new TestFolder();
        File.WriteAllText(folder["a.txt"], "1 Mary went out.\r\n2 Where is Mary? \tout\t1\r\n3 Mary came in.\r\n4 Where is Mary?\tin\t3\r\n\r\n1 Who is it?\tmilk,football\t\r\n");
        var questions = StoryFile.Read(folder["a.txt"]);
        Assert.Equal(3, questions.Count);
        Assert.Equal(["Mary went out."], questions[0].Story);
        Assert.Equal(["Mary went out.", "Mary came in."], questions[1].Story);
        Assert.Empty(questions[2].Story);
        Assert.Equal(["out", "in", "milk,football"], questions.Select(static one => one.Answer!));
        Assert.Equal(["Where is Mary?", "Where is Mary?", "Who is it?"], questions.Select(static one => one.Question));
        Assert.Equal([2L, 4L, 6L], questions.Select(static one => one.Row!.Value));
        Assert.Equal([0, 0, 1], questions.Select(static one => one.Number));
    }

    [Fact]
    public void Answers_may_be_missing_where_they_are_to_be_found()
    {
        using var folder = new TestFolder();
        File.WriteAllText(folder["a.txt"], "1 Mary went out.\n2 Where is Mary?\t\n");
        Assert.Null(StoryFile.Read(folder["a.txt"], needsAnswers: false)[0].Answer);
        Assert.Equal(2, Assert.Throws<DataFormatException>(() => StoryFile.Read(folder["a.txt"])).Row);
    }

    [Theory]
    [InlineData("Mary went out.\n", 1, "Mary went out.", "number")]
    [InlineData("2 Mary went out.\n", 1, "line number 2", "1 where one begins")]
    [InlineData("1 Mary went out.\n3 She left.\n2 She came.\n", 3, "2 behind 3", "grow")]
    [InlineData("1 Mary went out.\n2 Where?\t\n", 2, "without an answer", "behind a tab")]
    [InlineData("1 Mary went out.\n2 \tout\n", 2, "without text", "sentence")]
    [InlineData("1 Mary went out.\n2 Mary came.\n", null, "no question", "tab")]
    public void Files_that_are_none_are_refused_with_row_and_fix(string text, int? row, string found, string expected)
    {
        using var folder = new TestFolder();
        File.WriteAllText(folder["a.txt"], text);
        var refusal = Assert.Throws<DataFormatException>(() => StoryFile.Read(folder["a.txt"]));
        Assert.Equal(folder["a.txt"], refusal.File);
        Assert.Equal(row, refusal.Row);
        Assert.Contains(found, refusal.Found, StringComparison.Ordinal);
        Assert.Contains(expected, refusal.Expected, StringComparison.Ordinal);
        Assert.NotEmpty(refusal.Fix);
    }

    [Theory]
    [InlineData("en/qa1_single-supporting-fact_train.txt", 1000, 200)]
    [InlineData("en/qa8_lists-sets_test.txt", 1000, 200)]
    [InlineData("en-10k/qa16_basic-induction_train.txt.gz", 10000, 10000)]
    public void Tasks_have_their_official_counts(string name, int questions, int stories)
    {
        var file = SharedData.Find("question-answering/babi/" + name);
        Assert.SkipWhen(file is null, "the shared data folder is not beside the checkout");
        var read = StoryFile.Read(file!);
        Assert.Equal(questions, read.Count);
        Assert.Equal(stories, read[^1].Number + 1);
    }

    [Fact]
    public void Sentences_are_cut_into_words_without_punctuation() =>
        Assert.Equal(["mary's", "ice-cream", "is", "in", "the", "café", "isn't", "it"], StoryTokens.Of(" Mary's  ice-cream is in \"the Café\" - isn't it?"));
}

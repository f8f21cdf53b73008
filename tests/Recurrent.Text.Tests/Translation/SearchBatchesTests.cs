using Recurrent.Text.Translation;
using Recurrent.Text.Translation.Decoding;

namespace Recurrent.Text.Tests.Translation;

public sealed class SearchBatchesTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(5)]
    [InlineData(1000)]
    public void Batches_have_every_sentence_once_and_stay_within_rows_and_tokens(int beam)
    {
        int[] lengths = [.. Enumerable.Range(0, 700).Select(static index => index * 7919 % 5001)];
        var options = new TranslateOptions { Beam = beam, Rows = 256 };
        int[][] batches = [.. SearchBatches.Of(lengths, options)];
        Assert.Equal(Enumerable.Range(0, lengths.Length), batches.SelectMany(static one => one).Order());
        foreach (var batch in batches.Where(static one => one.Length > 1))
        {
            Assert.InRange(batch.Length * beam, 1, 256);
            Assert.InRange((long)batch.Length * beam * batch.Max(item => lengths[item]), 0, SearchBatches.MostTokens);
        }
    }

    [Fact]
    public void Batches_of_usual_sentences_are_as_full_as_the_rows_allow()
    {
        var batches = SearchBatches.Of([.. Enumerable.Range(0, 512).Select(static index => 1 + (index % 64))], new TranslateOptions { Rows = 256 });
        Assert.Equal([256, 256], batches.Select(static one => one.Length));
        Assert.Empty(SearchBatches.Of([], new TranslateOptions()));
    }

    [Fact]
    public void Search_of_many_long_sentences_takes_memory_for_few_of_them()
    {
        var model = Translator.Train(DemoSentences.Draw(60), new TranslatorOptions { Hidden = 24, Embedding = 24, VocabularySize = 320, Tokens = TranslationTokens.Word, Epochs = 1 }, cancellationToken: TestContext.Current.CancellationToken).Model;
        string[] sentences = [.. Enumerable.Repeat(string.Join(' ', Enumerable.Repeat("dog", 1200)), 64)];
        var options = new TranslateOptions { MaximumLength = 1, Threads = 1 };
        var few = Allocated(() => model.Translate(sentences, options, TestContext.Current.CancellationToken));
        var all = Allocated(() => new TextSearch(model.State, options) { TokensTogether = long.MaxValue }.Run(sentences, TestContext.Current.CancellationToken));
        Assert.True(few < all / 2, $"{few} and {all} bytes");

        static long Allocated(Func<object> act)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            Assert.NotNull(act());
            return GC.GetAllocatedBytesForCurrentThread() - before;
        }
    }
}

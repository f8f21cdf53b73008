using System.Text;
using Recurrent.Testing;
using Recurrent.Text.Tokenization;

namespace Recurrent.Text.Tests.Tokenization;

public sealed class TokenizerFileTests : IDisposable
{
    private readonly TestFolder _folder = new();

    private string FilePath => Path.Combine(_folder.Path, "tokenizer.json");

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("{", "no JSON")]
    [InlineData("[]", "model")]
    [InlineData("{\"model\":{\"type\":\"Unigram\"}}", "Unigram")]
    [InlineData("{\"model\":{\"type\":\"WordLevel\",\"vocab\":{\"a\":1}},\"pre_tokenizer\":{\"type\":\"Whitespace\"}}", "model.vocab")]
    [InlineData("{\"model\":{\"type\":\"WordLevel\",\"vocab\":{\"a\":0,\"b\":0}},\"pre_tokenizer\":{\"type\":\"Whitespace\"}}", "'b'")]
    [InlineData("{\"model\":{\"type\":\"WordLevel\",\"vocab\":{\"a\":0}},\"pre_tokenizer\":{\"type\":\"Metaspace\"}}", "Metaspace")]
    [InlineData("{\"normalizer\":{\"type\":\"NFKC\"},\"model\":{\"type\":\"WordLevel\",\"vocab\":{\"a\":0}},\"pre_tokenizer\":{\"type\":\"Whitespace\"}}", "NFKC")]
    [InlineData("{\"post_processor\":{\"type\":\"TemplateProcessing\"},\"model\":{\"type\":\"WordLevel\",\"vocab\":{\"a\":0}},\"pre_tokenizer\":{\"type\":\"Whitespace\"}}", "post_processor")]
    [InlineData("{\"model\":{\"type\":\"BPE\",\"vocab\":{\"a\":0},\"merges\":[]},\"pre_tokenizer\":{\"type\":\"ByteLevel\"}}", "byte 0")]
    public void What_would_mean_something_else_is_refused_by_name(string text, string found)
    {
        File.WriteAllText(FilePath, text);
        var error = Assert.Throws<TokenizerFormatException>(() => Tokenizer.Load(FilePath));
        Assert.Contains(FilePath, error.Message, StringComparison.Ordinal);
        Assert.Contains(found, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Merges_as_texts_with_a_space_are_read_too()
    {
        var tokenizer = Samples.Pairs(300);
        tokenizer.Save(FilePath);
        var lines = File.ReadAllText(FilePath);
        foreach (var merge in tokenizer.Merges)
        {
            var (left, right) = (Json(tokenizer.Vocabulary[merge.Left]), Json(tokenizer.Vocabulary[merge.Right]));
            lines = lines.Replace($"[\n        \"{left}\",\n        \"{right}\"\n      ]", $"\"{left} {right}\"", StringComparison.Ordinal);
        }
        File.WriteAllText(FilePath, lines);
        Assert.DoesNotContain("[\n        \"", lines, StringComparison.Ordinal);
        Assert.Equal(tokenizer.Encode(Samples.English[0]), Tokenizer.Load(FilePath).Encode(Samples.English[0]));
    }

    [Fact]
    public void A_missing_file_is_named() => Assert.Contains(FilePath, Assert.ThrowsAny<IOException>(() => Tokenizer.Load(FilePath)).Message, StringComparison.Ordinal);

    [Fact]
    public void Malformed_variants_are_read_or_refused_and_nothing_else()
    {
        Samples.Pairs(300).Save(FilePath);
        var good = File.ReadAllBytes(FilePath);
        var random = new Random(11);
        var refused = 0;
        const int variants = 2000;
        for (var variant = 0; variant < variants; variant++)
        {
            var bytes = good.ToArray();
            for (var change = random.Next(1, 5); change > 0; change--) bytes[random.Next(bytes.Length)] = (byte)random.Next(32, 127);
            if (random.Next(4) == 0) bytes = bytes[..random.Next(bytes.Length)];
            File.WriteAllBytes(FilePath, bytes);
            try
            {
                _ = Tokenizer.Load(FilePath).Encode("the river");
            }
            catch (TokenizerFormatException)
            {
                refused++;
            }
        }
        Assert.InRange(refused, variants / 10, variants - 1);
    }

    private static string Json(string token) => Encoding.UTF8.GetString(System.Text.Json.JsonEncodedText.Encode(token).EncodedUtf8Bytes);
}

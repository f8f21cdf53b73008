using System.IO.Compression;
using System.Text;
using Microsoft.ML.Tokenizers;
using Recurrent.Testing;
using Recurrent.Text.LanguageModels;
using Recurrent.Text.Tokenization;
using Recurrent.Text.Tokenization.Imported;
using Tokenizer = Recurrent.Text.Tokenization.Tokenizer;

namespace Recurrent.Text.Tests.Tokenization.Imported;

public sealed class ImportedTokenizerTests : IDisposable
{
    private const string BertPieces = "[PAD]\n[UNK]\n[CLS]\n[SEP]\n[MASK]\nthe\nriver\n##s\n##bed\nlow\n,\n.\nr\n##i\n##v\n";
    private static readonly string[] Texts = [.. Samples.English, .. Samples.Mixed, "the river to the rivers.", "The  Rivers, [SEP] </s> <|endoftext|>", new string('r', 5000)];
    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(SentencePieceModel.BytePairs, false)]
    [InlineData(SentencePieceModel.BytePairs, true)]
    [InlineData(SentencePieceModel.Unigram, false)]
    public void Models_of_SentencePiece_give_the_numbers_of_the_library(int kind, bool hasBytes)
    {
        var content = SentencePieceModel.Make(kind, hasBytes);
        var library = SentencePieceTokenizer.Create(new MemoryStream(content), addBeginningOfSentence: false, addEndOfSentence: false);
        var tokenizer = Load(content);
        Assert.Equal(ImportedFormat.SentencePiece, tokenizer.Format);
        foreach (var text in Texts.Where(static one => one.Length != 1)) Assert.Equal(library.EncodeToIds(WellFormed(text)), tokenizer.Encode(text));
        Assert.Equal("the river to rivers.", tokenizer.Decode(tokenizer.Encode("the  river to rivers.")));
        Assert.Equal(library.UnknownId, tokenizer.UnknownNumber);
    }

    [Fact]
    public void Bytes_of_SentencePiece_bring_every_character_back()
    {
        var tokenizer = Load(SentencePieceModel.Make(SentencePieceModel.BytePairs, hasBytes: true));
        foreach (var text in new[] { "日本語", "שלום", "👩‍👩‍👧‍👦", "é", "</s>" })
            Assert.Equal(text, tokenizer.Decode(tokenizer.Encode(text)));
    }

    [Theory]
    [InlineData("t", "▁t")]
    [InlineData("n", "▁ n")]
    [InlineData(" é ", "▁ <0xC3> <0xA9>")]
    [InlineData("😀", "▁ <0xF0> <0x9F> <0x98> <0x80>")]
    public void A_text_of_one_character_has_its_pieces(string text, string expected)
    {
        var tokenizer = Load(SentencePieceModel.Make(SentencePieceModel.BytePairs, hasBytes: true));
        Assert.Equal(expected, string.Join(' ', tokenizer.Encode(text).Select(number => tokenizer.Vocabulary[number])));
    }

    [Fact]
    public void Unigrams_with_bytes_are_refused_for_the_library_numbers_them_wrongly()
    {
        var refusal = Assert.Throws<TokenizerFormatException>(() => Load(SentencePieceModel.Make(SentencePieceModel.Unigram, hasBytes: true)));
        Assert.Contains("unigrams with bytes", refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("The rivers, LOW.", "the rivers , low .")]
    [InlineData("riverbed", "riverbed")]
    [InlineData("rív", "riv")]
    public void Pieces_of_BERT_lose_capitals_and_accents_where_no_piece_has_any(string text, string expected)
    {
        var tokenizer = Load(Encoding.UTF8.GetBytes(BertPieces));
        Assert.Equal(ImportedFormat.WordPiece, tokenizer.Format);
        Assert.Equal(expected, tokenizer.Decode(tokenizer.Encode(text)));
        Assert.DoesNotContain(tokenizer.UnknownNumber!.Value, tokenizer.Encode(text));
    }

    [Fact]
    public void Pieces_of_BERT_keep_capitals_where_a_piece_has_one()
    {
        var tokenizer = Load(Encoding.UTF8.GetBytes(BertPieces + "The\n"));
        Assert.Equal("The the", tokenizer.Decode(tokenizer.Encode("The the")));
        Assert.Equal([tokenizer.UnknownNumber!.Value], tokenizer.Encode("THE"));
    }

    [Fact]
    public void Special_pieces_of_BERT_are_text_where_they_stand_in_one()
    {
        var tokenizer = Load(Encoding.UTF8.GetBytes(BertPieces));
        Assert.DoesNotContain(tokenizer.Vocabulary.Find("[SEP]"), tokenizer.Encode("the [SEP] river"));
    }

    [Theory]
    [InlineData("r50k_base", "R50kBase", 50_257)]
    [InlineData("cl100k_base", "Cl100kBase", 100_257)]
    [InlineData("o200k_base", "O200kBase", 199_999)]
    public void Real_files_of_tiktoken_give_the_numbers_of_the_library_and_every_text_back(string encoding, string package, int tokens)
    {
        var library = TiktokenTokenizer.CreateForEncoding(encoding);
        var tokenizer = Load(Real(package));
        Assert.Equal(ImportedFormat.Tiktoken, tokenizer.Format);
        Assert.Equal(tokens, tokenizer.Vocabulary.Count);
        foreach (var text in Texts.Append("WE'LL don't HTTPServer x12345 camelCase\r\n\r\n/path//to ÉCOLE Ǆungla"))
        {
            if (!text.Contains("<|", StringComparison.Ordinal)) Assert.Equal(library.EncodeToIds(WellFormed(text)), tokenizer.Encode(text));
            Assert.Equal(WellFormed(text), tokenizer.Decode(tokenizer.Encode(text)));
        }
    }

    [Theory]
    [InlineData("the\nriver\n", "[PAD]")]
    [InlineData("[PAD]\n[UNK]\n[CLS]\n[SEP]\n[MASK]\nthe\nthe\n", "line 7")]
    [InlineData("[PAD]\n[UNK]\n\n[CLS]\n", "line 3")]
    [InlineData("dGhl 0\ndGhl 1\n", "line 2")]
    [InlineData("dGhl 0\nriver\n", "line 2")]
    [InlineData("dGhl 1\nZQ== 0\n", "line 2")]
    [InlineData("dGhl 0\n", "byte 0")]
    [InlineData("dGhl 99999999\n", "99999999")]
    public void Damaged_files_are_refused_by_line(string content, string found)
    {
        var refusal = Assert.Throws<TokenizerFormatException>(() => Load(Encoding.UTF8.GetBytes(content)));
        Assert.Contains(_folder["file"], refusal.Message, StringComparison.Ordinal);
        Assert.Contains(found, refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("SentencePiece")]
    [InlineData("WordPiece")]
    [InlineData("Tiktoken")]
    public void Malformed_variants_are_read_or_refused_and_nothing_else(string format)
    {
        var good = format switch
        {
            "SentencePiece" => SentencePieceModel.Make(SentencePieceModel.BytePairs, hasBytes: true),
            "WordPiece" => Encoding.UTF8.GetBytes(BertPieces),
            _ => Bytes(),
        };
        var (random, refused) = (new Random(12), 0);
        const int variants = 1500;
        for (var variant = 0; variant < variants; variant++)
        {
            var bytes = good.ToArray();
            for (var change = random.Next(1, 5); change > 0; change--) bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
            if (random.Next(4) == 0) bytes = bytes[..random.Next(bytes.Length)];
            try
            {
                var tokenizer = Load(bytes);
                Assert.All(tokenizer.Encode("the river."), number => Assert.InRange(number, 0, tokenizer.Vocabulary.Count - 1));
            }
            catch (TokenizerFormatException)
            {
                refused++;
            }
        }
        Assert.InRange(refused, variants / 10, variants - 1);
    }

    [Theory]
    [InlineData("tokenizer.model")]
    [InlineData("vocab.txt")]
    [InlineData("tokenizer.tiktoken")]
    public void A_language_model_keeps_the_tokenizer_it_was_given(string name)
    {
        var content = name switch
        {
            "tokenizer.model" => SentencePieceModel.Make(SentencePieceModel.BytePairs, hasBytes: true),
            "vocab.txt" => Encoding.UTF8.GetBytes(BertPieces),
            _ => Bytes(),
        };
        var text = string.Concat(Enumerable.Repeat("the river\nthe rivers\n", 150));
        var options = new LanguageModelOptions { Tokenizer = Load(content), Hidden = 24, Layers = 1, Embedding = 16, BatchSize = 2, Segment = 20, Epochs = 12, LearningRate = 0.01, Threads = 1 };
        var model = LanguageModel.Train(text, options: options, cancellationToken: TestContext.Current.CancellationToken).Model;
        model.Save(_folder["model"]);
        Assert.Equal(content, File.ReadAllBytes(Path.Combine(_folder["model"], name)));
        var loaded = LanguageModel.Load(_folder["model"]);
        Assert.Equal(TextLevel.Imported, loaded.Level);
        Assert.Equal(model.Evaluate(text).Model, loaded.Evaluate(text).Model);
        Assert.StartsWith("\nthe river", string.Concat(loaded.Generate("the rivers", new() { Temperature = 0, Length = 30 }, TestContext.Current.CancellationToken)), StringComparison.Ordinal);
    }

    [Fact]
    public void A_tokenizer_learnt_elsewhere_gets_what_a_language_model_needs_behind_its_tokens()
    {
        var words = new WordTokenizer(new Vocabulary(["the", "river"]));
        var options = new LanguageModelOptions { Tokenizer = words, Hidden = 8, Layers = 1, Embedding = 8, Epochs = 1, Threads = 1 };
        var model = LanguageModel.Train(string.Concat(Enumerable.Repeat("the river is low\n", 150)), options: options, cancellationToken: TestContext.Current.CancellationToken).Model;
        Assert.Equal(["the", "river", SpecialTokens.Unknown, SpecialTokens.End], model.Tokenizer.Vocabulary.Tokens);
        Assert.Equal(TextLevel.Word, model.Level);
    }

    private static byte[] Real(string package)
    {
        var assembly = System.Reflection.Assembly.Load("Microsoft.ML.Tokenizers.Data." + package);
        using var packed = new DeflateStream(assembly.GetManifestResourceStream(assembly.GetManifestResourceNames().Single(static name => name.EndsWith(".deflate", StringComparison.Ordinal)))!, CompressionMode.Decompress);
        using var content = new MemoryStream();
        packed.CopyTo(content);

        // The package has a line with the number of tokens above those, and leaves the ranks away.
        return Ranked(Encoding.UTF8.GetString(content.ToArray()).Split('\n', StringSplitOptions.RemoveEmptyEntries).Skip(1).Select(static line => line.TrimEnd('\r')));
    }

    /// <summary>All bytes, and some pairs.</summary>
    private static byte[] Bytes() => Ranked(
        Enumerable.Range(0, 256).Select(static value => Convert.ToBase64String([(byte)value]))
            .Concat(Enumerable.Range(0, 400).Select(static value => Convert.ToBase64String([(byte)('a' + (value % 20)), (byte)('a' + (value / 20)), (byte)'e']))));

    private static byte[] Ranked(IEnumerable<string> tokens) => Encoding.UTF8.GetBytes(string.Concat(tokens.Select(static (token, rank) => $"{token} {rank}\n")));

    private static string WellFormed(string text) => Text.Normalization.TextNormalization.None.Apply(text);

    private ImportedTokenizer Load(byte[] content)
    {
        File.WriteAllBytes(_folder["file"], content);
        return Assert.IsType<ImportedTokenizer>(Tokenizer.Load(_folder["file"]));
    }
}

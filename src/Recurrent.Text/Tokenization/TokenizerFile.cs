using System.Text.Json;
using Recurrent.Tensors.Storage;
using Recurrent.Text.Tokenization.Imported;

namespace Recurrent.Text.Tokenization;

/// <summary>Reads and writes the files of tokenizers.</summary>
internal static class TokenizerFile
{
    /// <summary>A vocabulary of a million long tokens is far smaller.</summary>
    private const long LongestFile = 1L << 28;

    public static void Write(string path, Tokenizer tokenizer)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        AtomicFile.Write(path, stream =>
        {
            if (tokenizer is ImportedTokenizer imported)
            {
                stream.Write(imported.Content);
                return;
            }
            using var writer = new Utf8JsonWriter(stream, new JsonWriterOptions { Indented = true, NewLine = "\n" });
            TokenizerWriter.Write(writer, tokenizer);
        });
    }

    public static Tokenizer Read(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        try
        {
            var file = new FileInfo(path);
            if (file.Length > LongestFile)
                throw new TokenizerFormatException($"{path}: found {file.Length} bytes; expected a tokenizer of at most {LongestFile}. Check the path.");
            var content = File.ReadAllBytes(path);
            if (!LooksLikeJson(content)) return ImportedTokenizer.Read(path, content);
            using var document = JsonDocument.Parse(content);
            return new TokenizerReader(path, document.RootElement).Read();
        }
        catch (JsonException damage)
        {
            throw new TokenizerFormatException($"{path}: found text that is no JSON ({damage.Message}); expected a tokenizer.json. Save or copy the file again.", damage);
        }
    }

    /// <summary>An empty file is damaged JSON too, as it has always been.</summary>
    private static bool LooksLikeJson(ReadOnlySpan<byte> content) => content.TrimStart(" \t\r\n"u8) is [] or [(byte)'{', ..];
}

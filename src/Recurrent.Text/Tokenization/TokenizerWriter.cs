using System.Text.Json;
using Recurrent.Text.Normalization;

namespace Recurrent.Text.Tokenization;

/// <summary>Writes a tokenizer in the terms of the Hugging Face tokenizers library.</summary>
internal static class TokenizerWriter
{
    public const string EveryCharacter = "[\\s\\S]";

    public static void Write(Utf8JsonWriter writer, Tokenizer tokenizer)
    {
        writer.WriteStartObject();
        writer.WriteString("version", "1.0");
        writer.WriteNull("truncation");
        writer.WriteNull("padding");
        WriteSpecial(writer, tokenizer.Vocabulary);
        WriteNormalizer(writer, tokenizer.Normalization);
        WriteSplit(writer, tokenizer);
        writer.WriteNull("post_processor");
        WriteDecoder(writer, tokenizer);
        writer.WriteStartObject("model");
        if (tokenizer is BytePairTokenizer pairs) WritePairs(writer, pairs);
        else WriteWords(writer, tokenizer.Vocabulary);
        writer.WriteEndObject();
        writer.WriteEndObject();
    }

    private static void WriteSpecial(Utf8JsonWriter writer, Vocabulary vocabulary)
    {
        writer.WriteStartArray("added_tokens");
        foreach (var token in SpecialTokens.All)
        {
            if (vocabulary.NumberOf(token) is not { } number) continue;
            writer.WriteStartObject();
            writer.WriteNumber("id", number);
            writer.WriteString("content", token);
            foreach (var name in new[] { "single_word", "lstrip", "rstrip", "normalized" }) writer.WriteBoolean(name, false);
            writer.WriteBoolean("special", true);
            writer.WriteEndObject();
        }
        writer.WriteEndArray();
    }

    private static void WriteNormalizer(Utf8JsonWriter writer, TextNormalization normalization)
    {
        string[] steps = [.. normalization.Composes ? ["NFC"] : Array.Empty<string>(), .. normalization.Lowercases ? ["Lowercase"] : Array.Empty<string>()];
        if (steps.Length == 0)
        {
            writer.WriteNull("normalizer");
            return;
        }
        if (steps.Length == 1)
        {
            WriteTyped(writer, "normalizer", steps[0]);
            return;
        }
        writer.WriteStartObject("normalizer");
        writer.WriteString("type", "Sequence");
        writer.WriteStartArray("normalizers");
        foreach (var step in steps)
        {
            writer.WriteStartObject();
            writer.WriteString("type", step);
            writer.WriteEndObject();
        }
        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private static void WriteSplit(Utf8JsonWriter writer, Tokenizer tokenizer)
    {
        switch (tokenizer)
        {
            case BytePairTokenizer:
                WriteByteLevel(writer, "pre_tokenizer");
                break;
            case WordTokenizer words:
                WriteTyped(writer, "pre_tokenizer", words.Split == WordSplit.Words ? "Whitespace" : "WhitespaceSplit");
                break;
            default:
                writer.WriteStartObject("pre_tokenizer");
                writer.WriteString("type", "Split");
                writer.WriteStartObject("pattern");
                writer.WriteString("Regex", EveryCharacter);
                writer.WriteEndObject();
                writer.WriteString("behavior", "Isolated");
                writer.WriteBoolean("invert", false);
                writer.WriteEndObject();
                break;
        }
    }

    private static void WriteDecoder(Utf8JsonWriter writer, Tokenizer tokenizer)
    {
        switch (tokenizer)
        {
            case BytePairTokenizer:
                WriteByteLevel(writer, "decoder");
                break;
            case CharacterTokenizer:
                WriteTyped(writer, "decoder", "Fuse");
                break;
            default:
                // Without a decoder tokens are put together with spaces, as ours are.
                writer.WriteNull("decoder");
                break;
        }
    }

    private static void WritePairs(Utf8JsonWriter writer, BytePairTokenizer tokenizer)
    {
        var tokens = tokenizer.Vocabulary.Tokens;
        writer.WriteString("type", "BPE");
        foreach (var name in new[] { "dropout", "unk_token", "continuing_subword_prefix", "end_of_word_suffix" }) writer.WriteNull(name);
        foreach (var name in new[] { "fuse_unk", "byte_fallback", "ignore_merges" }) writer.WriteBoolean(name, false);
        WriteVocabulary(writer, tokens);
        writer.WriteStartArray("merges");
        foreach (var merge in tokenizer.Merges)
        {
            writer.WriteStartArray();
            writer.WriteStringValue(tokens[merge.Left]);
            writer.WriteStringValue(tokens[merge.Right]);
            writer.WriteEndArray();
        }
        writer.WriteEndArray();
    }

    private static void WriteWords(Utf8JsonWriter writer, Vocabulary vocabulary)
    {
        writer.WriteString("type", "WordLevel");
        WriteVocabulary(writer, vocabulary.Tokens);
        writer.WriteString("unk_token", SpecialTokens.Unknown);
    }

    private static void WriteVocabulary(Utf8JsonWriter writer, IReadOnlyList<string> tokens)
    {
        writer.WriteStartObject("vocab");
        for (var number = 0; number < tokens.Count; number++) writer.WriteNumber(tokens[number], number);
        writer.WriteEndObject();
    }

    private static void WriteByteLevel(Utf8JsonWriter writer, string name)
    {
        writer.WriteStartObject(name);
        writer.WriteString("type", "ByteLevel");
        writer.WriteBoolean("add_prefix_space", false);
        writer.WriteBoolean("trim_offsets", true);
        writer.WriteBoolean("use_regex", true);
        writer.WriteEndObject();
    }

    private static void WriteTyped(Utf8JsonWriter writer, string name, string type)
    {
        writer.WriteStartObject(name);
        writer.WriteString("type", type);
        writer.WriteEndObject();
    }
}

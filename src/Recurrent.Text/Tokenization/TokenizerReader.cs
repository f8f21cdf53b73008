using System.Text.Json;
using Recurrent.Text.Normalization;
using Recurrent.Text.Tokenization.BytePairs;

namespace Recurrent.Text.Tokenization;

/// <summary>Reads the kinds of <c>tokenizer.json</c> that mean exactly what a tokenizer here does, and refuses all others by name.</summary>
internal sealed class TokenizerReader(string path, JsonElement root)
{
    private const string Fix = "Use a tokenizer that was saved here, one of byte-level BPE, a .model of SentencePiece, a vocab.txt of BERT or a .tiktoken file";

    public Tokenizer Read()
    {
        var model = Object(root, "model");
        var normalization = Normalization();
        foreach (var name in new[] { "truncation", "padding", "post_processor" }) RequireNothing(root, name);
        return Text(model, "model.type", "type") switch
        {
            "BPE" => Pairs(model, normalization),
            "WordLevel" => Words(model, normalization),
            var other => throw Error("model.type", $"'{other}'", "BPE or WordLevel"),
        };
    }

    private BytePairTokenizer Pairs(JsonElement model, TextNormalization normalization)
    {
        foreach (var name in new[] { "dropout", "unk_token", "continuing_subword_prefix", "end_of_word_suffix" }) RequireNothing(model, name);
        foreach (var name in new[] { "byte_fallback", "ignore_merges" })
            if (model.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.True) throw Error("model." + name, "true", "false");
        var split = Object(root, "pre_tokenizer");
        if (Text(split, "pre_tokenizer.type", "type") is not "ByteLevel" and var type) throw Error("pre_tokenizer.type", $"'{type}'", "ByteLevel");
        if (split.TryGetProperty("add_prefix_space", out var space) && space.ValueKind == JsonValueKind.True) throw Error("pre_tokenizer.add_prefix_space", "true", "false");
        if (split.TryGetProperty("use_regex", out var regex) && regex.ValueKind == JsonValueKind.False) throw Error("pre_tokenizer.use_regex", "false", "true");
        var vocabulary = VocabularyOf(model);
        for (var value = 0; value < 256; value++)
        {
            var letter = ByteLetters.Of((byte)value).ToString();
            if (vocabulary.NumberOf(letter) is null) throw Error("model.vocab", $"no token '{letter}' for the byte {value}", "one for every byte");
        }
        return new BytePairTokenizer(vocabulary, Merges(model, vocabulary), normalization);
    }

    private List<TokenMerge> Merges(JsonElement model, Vocabulary vocabulary)
    {
        if (!model.TryGetProperty("merges", out var merges) || merges.ValueKind != JsonValueKind.Array) throw Error("model.merges", "no list", "a list of pairs");
        var result = new List<TokenMerge>(merges.GetArrayLength());
        foreach (var merge in merges.EnumerateArray())
        {
            var place = $"model.merges[{result.Count}]";
            var (left, right) = Pair(merge, place);
            if (vocabulary.NumberOf(left) is not { } first || vocabulary.NumberOf(right) is not { } second || vocabulary.NumberOf(left + right) is not { } merged)
                throw Error(place, $"'{left}' and '{right}'", "tokens of the vocabulary whose joint text is a token too");
            result.Add(new TokenMerge(first, second, merged));
        }
        return result;
    }

    /// <summary>Older files have both in one text with a space between them.</summary>
    private MergePair Pair(JsonElement merge, string place)
    {
        if (merge.ValueKind == JsonValueKind.Array && merge.GetArrayLength() == 2 && merge.EnumerateArray().All(static one => one.ValueKind == JsonValueKind.String))
            return new MergePair(merge[0].GetString()!, merge[1].GetString()!);
        if (merge.ValueKind == JsonValueKind.String && merge.GetString()!.Split(' ') is [var left, var right]) return new MergePair(left, right);
        throw Error(place, merge.ValueKind.ToString(), "two texts");
    }

    private Tokenizer Words(JsonElement model, TextNormalization normalization)
    {
        var vocabulary = VocabularyOf(model);
        if (model.TryGetProperty("unk_token", out var unknown) && unknown.ValueKind == JsonValueKind.String && unknown.GetString() is not SpecialTokens.Unknown and var other)
            throw Error("model.unk_token", $"'{other}'", SpecialTokens.Unknown);
        var split = Object(root, "pre_tokenizer");
        return Text(split, "pre_tokenizer.type", "type") switch
        {
            "Whitespace" => new WordTokenizer(vocabulary, WordSplit.Words, normalization),
            "WhitespaceSplit" => new WordTokenizer(vocabulary, WordSplit.WhiteSpace, normalization),
            "Split" when IsEveryCharacter(split) => new CharacterTokenizer(vocabulary, normalization),
            var type => throw Error("pre_tokenizer.type", $"'{type}'", $"Whitespace, WhitespaceSplit or a Split at {TokenizerWriter.EveryCharacter}"),
        };
    }

    private static bool IsEveryCharacter(JsonElement split) =>
        split.TryGetProperty("pattern", out var pattern) && pattern.ValueKind == JsonValueKind.Object
        && pattern.TryGetProperty("Regex", out var regex) && regex.ValueKind == JsonValueKind.String && regex.GetString() == TokenizerWriter.EveryCharacter;

    private Vocabulary VocabularyOf(JsonElement model)
    {
        var entries = Object(model, "vocab", "model.vocab").EnumerateObject().Select(static entry => KeyValuePair.Create(entry.Name, entry.Value)).ToList();
        if (root.TryGetProperty("added_tokens", out var added) && added.ValueKind == JsonValueKind.Array)
            entries.AddRange(added.EnumerateArray().Select(Added).Where(token => entries.All(entry => entry.Key != token.Key)));
        var tokens = new string?[entries.Count];
        foreach (var (token, value) in entries)
        {
            if (value.ValueKind != JsonValueKind.Number || !value.TryGetInt32(out var number) || (uint)number >= (uint)tokens.Length || tokens[number] is not null)
                throw Error("model.vocab", $"the token '{token}' with the number {value}", $"every number from 0 to {tokens.Length - 1} once");
            tokens[number] = token;
        }
        return Distinct(tokens!);
    }

    private Vocabulary Distinct(string[] tokens)
    {
        try
        {
            return new Vocabulary(tokens);
        }
        catch (ArgumentException repetition)
        {
            throw new TokenizerFormatException($"{path}, field model.vocab: {repetition.Message}", repetition);
        }
    }

    private KeyValuePair<string, JsonElement> Added(JsonElement token)
    {
        if (token.ValueKind != JsonValueKind.Object || !token.TryGetProperty("id", out var number)) throw Error("added_tokens", "an entry without number", "content and id");
        return KeyValuePair.Create(Text(token, "added_tokens.content", "content"), number);
    }

    private TextNormalization Normalization()
    {
        var result = TextNormalization.None;
        if (!root.TryGetProperty("normalizer", out var normalizer) || normalizer.ValueKind == JsonValueKind.Null) return result;
        if (normalizer.ValueKind == JsonValueKind.Object && Text(normalizer, "normalizer.type", "type") == "Sequence"
            && normalizer.TryGetProperty("normalizers", out var steps) && steps.ValueKind == JsonValueKind.Array)
        {
            foreach (var step in steps.EnumerateArray()) result = With(result, step);
            return result;
        }
        return With(result, normalizer);
    }

    private TextNormalization With(TextNormalization before, JsonElement step) =>
        step.ValueKind == JsonValueKind.Object && Text(step, "normalizer.type", "type") is var type
            ? type switch
            {
                "NFC" when !before.Lowercases => before with { Composes = true },
                "Lowercase" => before with { Lowercases = true },
                _ => throw Error("normalizer.type", $"'{type}'", "NFC, Lowercase, or first the one and then the other"),
            }
            : throw Error("normalizer", step.ValueKind.ToString(), "an object with a type");

    private void RequireNothing(JsonElement element, string name)
    {
        if (element.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null
            && !(value.ValueKind == JsonValueKind.String && value.GetString()!.Length == 0) && !IsByteLevel(value))
            throw Error(name, value.ValueKind == JsonValueKind.Object ? "a setting" : value.ToString(), "null");
    }

    /// <summary>As a post-processor it only corrects offsets.</summary>
    private static bool IsByteLevel(JsonElement value) =>
        value.ValueKind == JsonValueKind.Object && value.TryGetProperty("type", out var type) && type.ValueKind == JsonValueKind.String && type.GetString() == "ByteLevel";

    private JsonElement Object(JsonElement element, string name, string? place = null) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Object
            ? value
            : throw Error(place ?? name, "nothing that fits", "an object");

    private string Text(JsonElement element, string place, string name) =>
        element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString()! : throw Error(place, "no text", "a text");

    private TokenizerFormatException Error(string place, string found, string expected) => new($"{path}, field {place}: found {found}; expected {expected}. {Fix}.");

    private readonly record struct MergePair(string Left, string Right);
}

using Recurrent.Cli.Configuration;
using Recurrent.Text.LanguageModels;
using Recurrent.Text.Tokenization;

namespace Recurrent.Cli.Tasks.Generate;

/// <summary>The table of all settings of a language model.</summary>
internal static class GenerateKeys
{
    private static readonly string[] Levels = ["char", "word", "bpe"];

    public static IReadOnlyList<SettingKey<LanguageModelOptions>> All { get; } =
    [
        SettingKeys.Choice<LanguageModelOptions>("level", Levels, "What a token is.",
            static (options, value) => options with { Level = (TextLevel)Array.IndexOf(Levels, value) }),
        new("tokenizer", "a file", "Tokenizer to use, in place of one learnt from CORPUS: tokenizer.json, .model of SentencePiece, vocab.txt of BERT or .tiktoken.",
            static (options, value) => options with { Tokenizer = Load(value) }) { HelpName = "FILE" },
        SettingKeys.Whole<LanguageModelOptions>("vocabulary", "Most tokens; 10,000 words or 4,000 byte pairs when not named.", static (options, value) => options with { VocabularySize = value }, least: 300),
        SettingKeys.Whole<LanguageModelOptions>("min_count", "How often a word must come to be known.", static (options, value) => options with { MinimumCount = value }),
        SettingKeys.Choice<LanguageModelOptions, WordSplit>("words", "Where words end.", static (options, value) => options with { Words = value }),
        SettingKeys.Body<LanguageModelOptions>(static options => options.WithTransformer()),
        .. TextKeys.Model<LanguageModelOptions>(),
        SettingKeys.Answer<LanguageModelOptions>("tie_embeddings", "Whether the output layer uses the vectors of the tokens.", static (options, value) => options with { TieEmbeddings = value }),
        SettingKeys.Between<LanguageModelOptions>("input_dropout", 0, 0.9, "Share of values dropped from the vectors of tokens; as dropout when not named.", static (options, value) => options with { InputDropout = value }),
        SettingKeys.Answer<LanguageModelOptions>("variational_dropout", "Whether the same values are dropped at all steps of an update.", static (options, value) => options with { VariationalDropout = value }),
        SettingKeys.Between<LanguageModelOptions>("weight_dropout", 0, 0.9, "Share of recurrent weights dropped.", static (options, value) => options with { WeightDropout = value }),
        SettingKeys.Between<LanguageModelOptions>("zoneout", 0, 0.9, "Share of state values that stay as they were.", static (options, value) => options with { Zoneout = value }),
        SettingKeys.Answer<LanguageModelOptions>("adaptive_softmax", "Whether rare tokens share narrower output layers: faster for many thousands of tokens.", static (options, value) => options with { AdaptiveSoftmax = value }),
        SettingKeys.Whole<LanguageModelOptions>("segment", "Steps a gradient goes back.", static (options, value) => options with { Segment = value }, least: 2),
        SettingKeys.Whole<LanguageModelOptions>("window", "Steps that a step of a transformer sees; two segments when not named.", static (options, value) => options with { Window = value }, least: 2),
        SettingKeys.Between<LanguageModelOptions>("weight_decay", 0, 1, "Decoupled weight decay.", static (options, value) => options with { WeightDecay = value }),
        SettingKeys.Whole<LanguageModelOptions>("token_budget", "Tokens to read in training at most; 30 million when not named.", static (options, value) => options with { TokenBudget = value }),
        SettingKeys.Between<LanguageModelOptions>("valid_share", 0, 0.5, "Share of the text, at its end, that tells when to stop, when no --valid is given.", static (options, value) => options with { ValidationShare = value }),
    ];

    private static Tokenizer Load(string path)
    {
        try
        {
            return Tokenizer.Load(path);
        }
        catch (TokenizerFormatException damage)
        {
            throw new UsageException("tokenizer: " + damage.Message, damage);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new UsageException($"tokenizer: '{path}' cannot be read ({failure.Message}); name a file that is there.", failure);
        }
    }
}

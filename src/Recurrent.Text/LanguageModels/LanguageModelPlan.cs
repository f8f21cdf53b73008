using System.Globalization;
using Recurrent.Text.Tokenization;
using Recurrent.Training;
using Recurrent.Training.Data;

namespace Recurrent.Text.LanguageModels;

/// <summary>Everything that is decided before the first update: tokens, sizes and the length of the training.</summary>
internal sealed record LanguageModelPlan
{
    private const int FewestTokens = 200;

    /// <summary>A short text is cut into fewer streams, so that an epoch still makes so many updates.</summary>
    private const int FewestUpdates = 64;

    /// <summary>A transformer sees twice as far back as the gradient goes.</summary>
    private const int SegmentsSeen = 2;

    public required Tokenizer Tokenizer { get; init; }

    public required LanguageModelArchitecture Architecture { get; init; }

    /// <summary>Tokens to learn from, with the boundary before the first.</summary>
    public required int[] Training { get; init; }

    /// <summary>Tokens that tell when to stop, with the one before the first; that one alone when there are none.</summary>
    public required int[] Validation { get; init; }

    public required int Segment { get; init; }

    public required int BatchSize { get; init; }

    public required int Epochs { get; init; }

    public required LanguageModelSettings Settings { get; init; }

    /// <exception cref="DataFormatException">The text is too short.</exception>
    public static LanguageModelPlan Of(string text, string? validation, LanguageModelOptions options)
    {
        var cut = validation is null ? CorpusSplit.At(text, options.ValidationShare) : text.Length;
        var (training, held) = (text[..cut], validation ?? text[cut..]);
        var tokenizer = options.Tokenizer is { } given ? TokenizerTrainer.Complete(given) : TokenizerTrainer.Train(training, options);
        var level = TokenizerTrainer.LevelOf(tokenizer);
        var encoder = new CorpusEncoder(tokenizer, level);
        int[] tokens = [encoder.Boundary, .. encoder.Encode(training)];
        if (tokens.Length <= FewestTokens)
            throw new DataFormatException($"The text to learn from has {tokens.Length - 1} tokens; a language model needs at least {FewestTokens}. Give more text.");
        var segment = options.Segment ?? level switch { TextLevel.Word => 35, TextLevel.BytePair or TextLevel.Imported => 64, _ => 128 };
        var batch = Math.Clamp(tokens.Length / (FewestUpdates * segment), 1, options.BatchSize);
        segment = Math.Min(segment, (tokens.Length - 1) / (2 * batch));
        var epochs = (int)Math.Clamp((options.TokenBudget + tokens.Length - 1) / tokens.Length, 1, options.Epochs);
        var architecture = ArchitectureOf(options, tokenizer.Vocabulary.Count, segment);
        return new LanguageModelPlan
        {
            Tokenizer = tokenizer,
            Architecture = architecture,
            Training = tokens,
            Validation = [tokens[^1], .. encoder.Encode(held)],
            Segment = segment,
            BatchSize = batch,
            Epochs = epochs,
            Settings = new LanguageModelSettings
            {
                Level = level,
                Settings =
                [
                    Chosen("level", TokenizerTrainer.NameOf(level), options.Tokenizer is null ? "asked for, or characters" : "of the tokenizer given"),
                    Chosen("vocabulary", architecture.Tokens, options.Tokenizer is null ? "tokens of the text to learn from, special ones included" : "tokens of the tokenizer given"),
                    Chosen("tokens", tokens.Length - 1, "to learn from"),
                    Chosen("network", $"{architecture.Layers} × {architecture.Cell} of {architecture.Hidden}, vectors of {architecture.Embedding}", "asked for, or usual for one CPU"),
                    Chosen("softmax", architecture.Cutoffs.Length == 0 ? "full" : $"clusters from {string.Join(", ", architecture.Cutoffs)}", architecture.TieEmbeddings ? "shares the vectors of the tokens" : "weights of its own"),
                    Chosen("segment", segment, "steps a gradient goes back"),
                    Chosen("streams", batch, batch == options.BatchSize ? "asked for, or usual" : "fewer than asked for: the text is short"),
                    Chosen("epochs", epochs, epochs == options.Epochs ? "asked for, or usual" : $"{options.TokenBudget.ToString("N0", CultureInfo.InvariantCulture)} tokens are read at most"),
                    Chosen("steps per epoch", LanguageModelJob.StepsOf(tokens.Length, batch, segment), "tokens by streams and segment"),
                ],
            },
        };
    }

    private static LanguageModelArchitecture ArchitectureOf(LanguageModelOptions options, int tokens, int segment) => new()
    {
        Cell = options.Cell,
        Tokens = tokens,
        Embedding = options.Embedding,
        Hidden = options.Hidden,
        Layers = options.Layers,
        TieEmbeddings = options is { TieEmbeddings: true, AdaptiveSoftmax: false },
        Cutoffs = options.AdaptiveSoftmax ? [.. new[] { tokens / 10, tokens * 3 / 10 }.Where(cutoff => cutoff > 0).Distinct()] : [],
        Dropout = options.Dropout,
        InputDropout = options.InputDropout ?? options.Dropout,
        VariationalDropout = options.VariationalDropout,
        WeightDropout = options.WeightDropout,
        Zoneout = options.Zoneout,
        Window = options.IsTransformer ? options.Window ?? (SegmentsSeen * segment) : null,
    };

    /// <summary>How often each token comes in the text to learn from. [V]</summary>
    public long[] CountTokens()
    {
        var counts = new long[Architecture.Tokens];
        foreach (var token in Training.AsSpan(1)) counts[token]++;
        return counts;
    }

    private static ChosenSetting Chosen(string name, object value, string reason) =>
        new(name, Convert.ToString(value, CultureInfo.InvariantCulture)!, reason);
}

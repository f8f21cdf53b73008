using System.Text.Json;
using Recurrent.Layers.Initialization;
using Recurrent.Layers.Storage;
using Recurrent.Tensors.Storage;
using Recurrent.Text.Tokenization;

namespace Recurrent.Text.LanguageModels;

/// <summary>Writes and reads the folder of a language model.</summary>
internal static class LanguageModelFolder
{
    public const string Task = "generate";
    public const string TokenizerFile = "tokenizer.json";
    private const int LargestSize = 1 << 16;
    private const int MostTokens = 1 << 24;

    public static void Write(string folder, LanguageModelState state)
    {
        var manifest = new ModelManifest
        {
            Task = Task,
            Architecture = JsonSerializer.SerializeToElement(state.Architecture, LanguageModelJsonContext.Default.LanguageModelArchitecture),
            Preprocessing = JsonSerializer.SerializeToElement(state.Settings, LanguageModelJsonContext.Default.LanguageModelSettings),
            Seed = state.Seed,
            Metrics = state.Metrics,
        };
        ModelFolder.Write(folder, manifest, state.Network, place => state.Tokenizer.Save(Path.Combine(place, TokenizerFile)));
    }

    /// <exception cref="IOException">The folder is missing, damaged or of another task.</exception>
    public static LanguageModelState Read(string folder)
    {
        var stored = ModelFolder.Read(folder);
        stored.CheckTask(Task);
        var architecture = stored.ReadArchitecture(LanguageModelJsonContext.Default.LanguageModelArchitecture);
        var settings = stored.ReadPreprocessing(LanguageModelJsonContext.Default.LanguageModelSettings);
        CheckSizes(stored.ManifestPath, architecture, settings);
        var tokenizer = ReadTokenizer(Path.Combine(stored.Folder, TokenizerFile), architecture);
        var network = stored.Build(() => new LanguageModelNetwork(architecture, InitializationScope.ForLoading));
        return new LanguageModelState(architecture, settings, tokenizer, network) { Seed = stored.Manifest.Seed, Metrics = stored.Manifest.Metrics };
    }

    private static Tokenizer ReadTokenizer(string file, LanguageModelArchitecture architecture)
    {
        if (!File.Exists(file)) throw new StorageFormatException(file, "file", "is missing; it turns text into tokens. Write the model again.");
        try
        {
            var tokenizer = Tokenizer.Load(file);
            StorageChecks.Length(file, "model.vocab", tokenizer.Vocabulary.Count, architecture.Tokens);
            if (tokenizer.Vocabulary.NumberOf(SpecialTokens.End) is null)
                throw new StorageFormatException(file, "model.vocab", $"has no {SpecialTokens.End}, before which a text begins. Write the model again.");
            return tokenizer;
        }
        catch (TokenizerFormatException damage)
        {
            throw new StorageFormatException(file, "content", damage.Message, damage);
        }
    }

    private static void CheckSizes(string file, LanguageModelArchitecture architecture, LanguageModelSettings settings)
    {
        Size("$.architecture.tokens", architecture.Tokens, MostTokens);
        Size("$.architecture.embedding", architecture.Embedding, LargestSize);
        Size("$.architecture.hidden", architecture.Hidden, LargestSize);
        Size("$.architecture.layers", architecture.Layers, LargestSize);
        foreach (var (name, share) in new[]
        {
            ("dropout", architecture.Dropout), ("inputDropout", architecture.InputDropout), ("weightDropout", architecture.WeightDropout), ("zoneout", architecture.Zoneout),
        })
        {
            if (share is not (>= 0 and < 1)) throw new StorageFormatException(file, "$.architecture." + name, $"is {share}, expected 0 to below 1.");
        }
        StorageChecks.Length(file, "$.preprocessing.counts", settings.Counts.Length, architecture.Tokens);
        if (Array.Exists(settings.Counts, static count => count < 0)) throw new StorageFormatException(file, "$.preprocessing.counts", "has a number below 0.");

        void Size(string field, int value, int most) => StorageChecks.Size(file, field, value, 1, most);
    }
}

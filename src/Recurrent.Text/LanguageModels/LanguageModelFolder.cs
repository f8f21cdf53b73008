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

    /// <summary>One of them is there, by which library made the tokenizer.</summary>
    private static readonly string[] TokenizerFiles = ["tokenizer.json", "tokenizer.model", "vocab.txt", "tokenizer.tiktoken"];
    public const string CountsFile = "counts.json";
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
        ModelFolder.Write(folder, manifest, state.Network, place =>
        {
            state.Tokenizer.Save(Path.Combine(place, state.Tokenizer.FileName));
            JsonFile.Write(Path.Combine(place, CountsFile), state.Counts, LanguageModelJsonContext.Default.Counts);
        });
    }

    /// <exception cref="IOException">The folder is missing, damaged or of another task.</exception>
    public static LanguageModelState Read(string folder)
    {
        var stored = ModelFolder.Read(folder);
        stored.CheckTask(Task);
        var architecture = stored.ReadArchitecture(LanguageModelJsonContext.Default.LanguageModelArchitecture);
        var settings = stored.ReadPreprocessing(LanguageModelJsonContext.Default.LanguageModelSettings);
        CheckSizes(stored.ManifestPath, architecture);
        var tokenizer = ReadTokenizer(stored.Folder, architecture);
        var network = stored.Build(() => new LanguageModelNetwork(architecture, InitializationScope.ForLoading));
        return new LanguageModelState(architecture, settings, tokenizer, network)
        {
            Seed = stored.Manifest.Seed,
            Metrics = stored.Manifest.Metrics,
            Counts = ReadCounts(Path.Combine(stored.Folder, CountsFile), architecture),
        };
    }

    private static Tokenizer ReadTokenizer(string folder, LanguageModelArchitecture architecture)
    {
        var file = Array.Find([.. TokenizerFiles.Select(name => Path.Combine(folder, name))], File.Exists) ?? Path.Combine(folder, TokenizerFiles[0]);
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

    private static long[] ReadCounts(string file, LanguageModelArchitecture architecture)
    {
        if (!File.Exists(file)) throw new StorageFormatException(file, "file", "is missing; it has how often each token came in training. Write the model again.");
        var counts = JsonFile.Read(file, LanguageModelJsonContext.Default.Counts);
        StorageChecks.Length(file, "$", counts.Length, architecture.Tokens);
        return Array.Exists(counts, static count => count < 0) ? throw new StorageFormatException(file, "$", "has a number below 0.") : counts;
    }

    private static void CheckSizes(string file, LanguageModelArchitecture architecture)
    {
        Size("$.architecture.tokens", architecture.Tokens, MostTokens);
        Size("$.architecture.embedding", architecture.Embedding, LargestSize);
        Size("$.architecture.hidden", architecture.Hidden, LargestSize);
        Size("$.architecture.layers", architecture.Layers, LargestSize);
        if (architecture.Window is { } window) Size("$.architecture.window", window, LargestSize);
        foreach (var (name, share) in new[]
        {
            ("dropout", architecture.Dropout), ("inputDropout", architecture.InputDropout), ("weightDropout", architecture.WeightDropout), ("zoneout", architecture.Zoneout),
        })
        {
            if (share is not (>= 0 and < 1)) throw new StorageFormatException(file, "$.architecture." + name, $"is {share}, expected 0 to below 1.");
        }

        void Size(string field, int value, int most) => StorageChecks.Size(file, field, value, 1, most);
    }
}

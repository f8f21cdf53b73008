using System.Text.Json;
using Recurrent.Layers.Initialization;
using Recurrent.Layers.Storage;
using Recurrent.Tensors.Storage;
using Recurrent.Text.Tokenization;

namespace Recurrent.Text.Classification;

/// <summary>Writes and reads the folder of a classifier.</summary>
internal static class TextClassifierFolder
{
    public const string Task = "classify";
    public const string TokenizerName = "tokenizer.json";
    public const string CountsName = "counts.safetensors";
    private const int LargestSize = 1 << 16;
    private const int LargestVocabulary = 1 << 24;
    private const int MostMembers = 32;

    public static void Write(string folder, TextState state)
    {
        var manifest = new ModelManifest
        {
            Task = Task,
            Architecture = JsonSerializer.SerializeToElement(state.Architecture, TextJsonContext.Default.TextArchitecture),
            Preprocessing = JsonSerializer.SerializeToElement(state.Settings, TextJsonContext.Default.TextSettings),
            Seed = state.Seed,
            Metrics = state.Metrics,
        };
        ModelFolder.Write(folder, manifest, state.Network, place =>
        {
            state.Tokenizer.Save(Path.Combine(place, TokenizerName));
            TokenCountsStore.Write(Path.Combine(place, CountsName), state.Counts.File);
        });
    }

    /// <exception cref="IOException">The folder is missing, damaged or of another task.</exception>
    public static TextState Read(string folder)
    {
        var stored = ModelFolder.Read(folder);
        stored.CheckTask(Task);
        var architecture = stored.ReadArchitecture(TextJsonContext.Default.TextArchitecture);
        var settings = stored.ReadPreprocessing(TextJsonContext.Default.TextSettings);
        CheckSizes(stored.ManifestPath, architecture, settings);
        var tokenizer = ReadTokenizer(Path.Combine(stored.Folder, TokenizerName), architecture);
        var counts = new TokenCounts(TokenCountsStore.Read(Path.Combine(stored.Folder, CountsName), architecture));
        var network = stored.Build(() => new TextNetwork(architecture, InitializationScope.ForLoading));
        return new TextState(architecture, settings, network, new TextEncoder(tokenizer, counts, settings, architecture.Ratios))
        {
            Seed = stored.Manifest.Seed,
            Metrics = stored.Manifest.Metrics,
        };
    }

    private static Tokenizer ReadTokenizer(string file, TextArchitecture architecture)
    {
        if (!File.Exists(file)) throw new StorageFormatException(file, "file", "is missing; a classifier keeps there how texts are cut. Write the model again.");
        try
        {
            var tokenizer = Tokenizer.Load(file);
            StorageChecks.Length(file, "$.model.vocab", tokenizer.Vocabulary.Count, architecture.Vocabulary);
            return tokenizer;
        }
        catch (TokenizerFormatException damage)
        {
            throw new StorageFormatException(file, "$", damage.Message, damage);
        }
    }

    private static void CheckSizes(string file, TextArchitecture architecture, TextSettings settings)
    {
        Size("$.architecture.vocabulary", architecture.Vocabulary, LargestVocabulary);
        Size("$.architecture.embedding", architecture.Embedding, LargestSize);
        Size("$.architecture.hidden", architecture.Hidden, LargestSize);
        Size("$.architecture.layers", architecture.Layers, LargestSize);
        Size("$.architecture.classes", architecture.Classes, LargestSize);
        Size("$.architecture.members", architecture.Members, MostMembers);
        Size("$.preprocessing.maximumTokens", settings.MaximumTokens, int.MaxValue);
        if (architecture.Dropout is not (>= 0 and < 1)) throw new StorageFormatException(file, "$.architecture.dropout", $"is {architecture.Dropout}, expected 0 to below 1.");
        if (!Enum.IsDefined(architecture.Pooling)) throw new StorageFormatException(file, "$.architecture.pooling", $"is {architecture.Pooling}, expected the name of a pooling.");
        if (!(settings.Temperature > 0) || !double.IsFinite(settings.Temperature)) throw new StorageFormatException(file, "$.preprocessing.temperature", $"is {settings.Temperature}, expected a number above 0.");
        StorageChecks.Length(file, "$.preprocessing.labels", settings.Labels.Length, architecture.Classes);
        if (architecture.Ratios != 0 && architecture.Ratios != TokenCounts.RatiosOf(architecture.Classes, settings.MultiLabel))
            throw new StorageFormatException(file, "$.architecture.ratios", $"is {architecture.Ratios}, expected 0 or {TokenCounts.RatiosOf(architecture.Classes, settings.MultiLabel)}.");

        void Size(string field, int value, int most) => StorageChecks.Size(file, field, value, 1, most);
    }
}

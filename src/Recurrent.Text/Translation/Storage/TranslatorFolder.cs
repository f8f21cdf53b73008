using System.Text.Json;
using Recurrent.Layers.Initialization;
using Recurrent.Layers.Storage;
using Recurrent.Tensors.Storage;
using Recurrent.Text.Tokenization;
using Recurrent.Text.Translation.Data;
using Recurrent.Text.Translation.Network;

namespace Recurrent.Text.Translation.Storage;

/// <summary>Writes and reads the folder of a translator.</summary>
internal static class TranslatorFolder
{
    public const string Task = "translate";
    public const string SourceFile = "source.tokenizer.json";
    public const string TargetFile = "target.tokenizer.json";
    public const string JointFile = "tokenizer.json";
    private const int LargestSize = 1 << 16;
    private const int MostLayers = 64;
    private const int MostTokens = 1 << 22;

    public static void Write(string folder, TranslatorState state)
    {
        var manifest = new ModelManifest
        {
            Task = Task,
            Architecture = JsonSerializer.SerializeToElement(state.Architecture, TranslatorJsonContext.Default.TranslatorArchitecture),
            Preprocessing = JsonSerializer.SerializeToElement(state.Settings, TranslatorJsonContext.Default.TranslatorSettings),
            Seed = state.Seed,
            Metrics = state.Metrics,
        };
        ModelFolder.Write(folder, manifest, state.Network, place =>
        {
            state.Target.Tokenizer.Save(Path.Combine(place, state.Architecture.IsJoint ? JointFile : TargetFile));
            if (!state.Architecture.IsJoint) state.Source.Tokenizer.Save(Path.Combine(place, SourceFile));
        });
    }

    /// <exception cref="IOException">The folder is missing, damaged or of another task.</exception>
    public static TranslatorState Read(string folder)
    {
        var stored = ModelFolder.Read(folder);
        stored.CheckTask(Task);
        var architecture = stored.ReadArchitecture(TranslatorJsonContext.Default.TranslatorArchitecture);
        var settings = stored.ReadPreprocessing(TranslatorJsonContext.Default.TranslatorSettings);
        CheckSizes(stored.ManifestPath, architecture);
        var target = ReadCoder(stored, architecture.IsJoint ? JointFile : TargetFile, architecture.TargetTokens, settings);
        var source = architecture.IsJoint ? target : ReadCoder(stored, SourceFile, architecture.SourceTokens, settings);
        var network = stored.Build(() => new TranslatorNetwork(architecture, InitializationScope.ForLoading));
        return new TranslatorState(architecture, settings, network, source, target) { Seed = stored.Manifest.Seed, Metrics = stored.Manifest.Metrics };
    }

    private static SentenceCoder ReadCoder(StoredModel stored, string name, int tokens, TranslatorSettings settings)
    {
        var file = Path.Combine(stored.Folder, name);
        if (!File.Exists(file)) throw new StorageFormatException(file, "file", "is missing; a translator keeps its vocabulary there. Write the model again.");
        var tokenizer = Load(file);
        StorageChecks.Length(file, "$.model.vocab", tokenizer.Vocabulary.Count, tokens);
        if (SpecialTokens.All.FirstOrDefault(one => tokenizer.Vocabulary.NumberOf(one) is null) is { } missing)
            throw new StorageFormatException(file, "$.model.vocab", $"has no {missing}; the file was changed or is damaged.");
        if (tokenizer is WordTokenizer != (settings.Tokens == TranslationTokens.Word))
            throw new StorageFormatException(stored.ManifestPath, "$.preprocessing.tokens", $"is {settings.Tokens}, but {name} is a {tokenizer.GetType().Name}; the file was changed or is damaged.");
        return new SentenceCoder(tokenizer);
    }

    private static Tokenizer Load(string file)
    {
        try
        {
            return Tokenizer.Load(file);
        }
        catch (TokenizerFormatException damage)
        {
            throw new StorageFormatException(file, "$", damage.Message, damage);
        }
    }

    private static void CheckSizes(string file, TranslatorArchitecture architecture)
    {
        Size("$.architecture.hidden", architecture.Hidden, LargestSize);
        Size("$.architecture.encoderLayers", architecture.EncoderLayers, MostLayers);
        Size("$.architecture.decoderLayers", architecture.DecoderLayers, MostLayers);
        Size("$.architecture.embedding", architecture.Embedding, LargestSize);
        Size("$.architecture.sourceTokens", architecture.SourceTokens, MostTokens);
        Size("$.architecture.targetTokens", architecture.TargetTokens, MostTokens);
        if (architecture.Dropout is not (>= 0 and < 1)) throw new StorageFormatException(file, "$.architecture.dropout", $"is {architecture.Dropout}, expected 0 to below 1.");

        void Size(string field, int value, int most) => StorageChecks.Size(file, field, value, 1, most);
    }
}

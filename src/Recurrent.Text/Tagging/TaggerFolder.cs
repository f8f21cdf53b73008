using System.Text.Json;
using Recurrent.Layers.Initialization;
using Recurrent.Layers.Storage;
using Recurrent.Tensors.Storage;

namespace Recurrent.Text.Tagging;

/// <summary>Writes and reads the folder of a tagger.</summary>
internal static class TaggerFolder
{
    public const string Task = "tag";
    public const string VocabularyFile = "vocabulary.json";
    public const string SimpleFile = "simple.json";
    private const int LargestSize = 1 << 16;
    private const int MostEntries = 1 << 24;
    private const int MostTypes = 1 << 10;

    /// <summary>Bytes of a list of words: a million words of vectors from elsewhere, or tokens as long as lines, are more than settings are.</summary>
    private const long LongestList = 1L << 28;

    public static void Write(string folder, TaggerState state)
    {
        var manifest = new ModelManifest
        {
            Task = Task,
            Architecture = JsonSerializer.SerializeToElement(state.Architecture, TaggerJsonContext.Default.TaggerArchitecture),
            Preprocessing = JsonSerializer.SerializeToElement(state.Settings, TaggerJsonContext.Default.TaggerSettings),
            Seed = state.Seed,
            Metrics = state.Metrics,
        };
        ModelFolder.Write(folder, manifest, state.Network, place =>
        {
            JsonFile.Write(Path.Combine(place, VocabularyFile), state.Vocabulary, TaggerJsonContext.Default.TaggerVocabulary);
            JsonFile.Write(Path.Combine(place, SimpleFile), state.Simple, TaggerJsonContext.Default.SimpleTags);
        });
    }

    /// <exception cref="IOException">The folder is missing, damaged or of another task.</exception>
    public static TaggerState Read(string folder)
    {
        var stored = ModelFolder.Read(folder);
        stored.CheckTask(Task);
        var architecture = stored.ReadArchitecture(TaggerJsonContext.Default.TaggerArchitecture);
        var settings = stored.ReadPreprocessing(TaggerJsonContext.Default.TaggerSettings);
        CheckSizes(stored.ManifestPath, architecture);
        var file = Path.Combine(stored.Folder, VocabularyFile);
        var vocabulary = JsonFile.Read(Present(file), TaggerJsonContext.Default.TaggerVocabulary, LongestList);
        CheckVocabulary(file, vocabulary, architecture);
        var simple = JsonFile.Read(Present(Path.Combine(stored.Folder, SimpleFile)), TaggerJsonContext.Default.SimpleTags, LongestList);
        CheckTags(Path.Combine(stored.Folder, SimpleFile), simple);
        var network = stored.Build(() => new TaggerNetwork(architecture, InitializationScope.ForLoading));
        return new TaggerState(architecture, settings, vocabulary, network, simple) { Seed = stored.Manifest.Seed, Metrics = stored.Manifest.Metrics };
    }

    private static string Present(string file) => File.Exists(file)
        ? file
        : throw new StorageFormatException(file, "file", "is missing; a tagger keeps its words and the simple methods beside its weights. Write the model again.");

    private static void CheckSizes(string file, TaggerArchitecture architecture)
    {
        Size("hidden", architecture.Hidden, 1, LargestSize);
        Size("layers", architecture.Layers, 1, LargestSize);
        Size("words", architecture.Words, 2, MostEntries);
        Size("embedding", architecture.Embedding, 1, LargestSize);
        Size("prefixes", architecture.Prefixes, 2, MostEntries);
        Size("suffixes", architecture.Suffixes, 2, MostEntries);
        Size("shapes", architecture.Shapes, 2, MostEntries);
        Size("characters", architecture.Characters, 2, MostEntries);
        Size("characterFeatures", architecture.CharacterFeatures, 2, LargestSize);
        Size("types", architecture.Types.Length, 1, MostTypes);
        if (architecture.Dropout is not (>= 0 and < 1)) throw new StorageFormatException(file, "$.architecture.dropout", $"is {architecture.Dropout}, expected 0 to below 1.");
        if (architecture.Types.Any(string.IsNullOrEmpty) || architecture.Types.Distinct().Count() != architecture.Types.Length)
            throw new StorageFormatException(file, "$.architecture.types", "has an empty type or one twice; the file was changed or is damaged.");
        if (!Enum.IsDefined(architecture.Scheme) || !Enum.IsDefined(architecture.CharacterEncoding))
            throw new StorageFormatException(file, "$.architecture", "names a scheme or a character encoding that does not exist; the file was changed or is damaged.");

        void Size(string field, long value, long least, long most) => StorageChecks.Size(file, "$.architecture." + field, value, least, most);
    }

    private static void CheckVocabulary(string file, TaggerVocabulary vocabulary, TaggerArchitecture architecture)
    {
        Check("words", vocabulary.Words, architecture.Words);
        Check("prefixes", vocabulary.Prefixes, architecture.Prefixes);
        Check("suffixes", vocabulary.Suffixes, architecture.Suffixes);
        Check("shapes", vocabulary.Shapes, architecture.Shapes);
        Check("characters", vocabulary.Characters, architecture.Characters);
        StorageChecks.Length(file, "$.counts", vocabulary.Counts.Length, architecture.Words);

        void Check(string field, string[] list, int expected)
        {
            StorageChecks.Length(file, "$." + field, list.Length, expected);
            if (list.Distinct(StringComparer.Ordinal).Count() != list.Length)
                throw new StorageFormatException(file, "$." + field, "has an entry twice; the file was changed or is damaged.");
        }
    }

    private static void CheckTags(string file, SimpleTags simple)
    {
        if (simple.Frequent.Values.Append(simple.Majority).FirstOrDefault(static tag => !TagSequence.IsTag(tag)) is { } wrong)
            throw new StorageFormatException(file, "$.frequent", $"has the tag '{wrong}', expected O or a tag such as B-PER; the file was changed or is damaged.");
    }
}

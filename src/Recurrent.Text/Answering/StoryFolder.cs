using System.Text.Json;
using Recurrent.Layers.Initialization;
using Recurrent.Layers.Sequence;
using Recurrent.Layers.Storage;
using Recurrent.Tensors.Storage;

namespace Recurrent.Text.Answering;

/// <summary>Writes and reads the folder of an answerer.</summary>
internal static class StoryFolder
{
    public const string Task = "answer";
    public const string VocabularyFile = "vocabulary.json";
    public const string SimpleFile = "simple.json";
    private const int LargestSize = 1 << 16;
    private const int MostEntries = 1 << 24;
    private const int MostMembers = 1 << 10;
    private const long LongestList = 1L << 28;

    public static void Write(string folder, StoryState state)
    {
        var manifest = new ModelManifest
        {
            Task = Task,
            Architecture = JsonSerializer.SerializeToElement(state.Architecture, StoryJsonContext.Default.StoryArchitecture),
            Preprocessing = JsonSerializer.SerializeToElement(state.Settings, StoryJsonContext.Default.StorySettings),
            Seed = state.Seed,
            Metrics = state.Metrics,
        };
        ModelFolder.Write(folder, manifest, state.Network, place =>
        {
            JsonFile.Write(Path.Combine(place, VocabularyFile), state.Vocabulary, StoryJsonContext.Default.StoryVocabulary);
            JsonFile.Write(Path.Combine(place, SimpleFile), state.Simple, StoryJsonContext.Default.SimpleAnswers);
        });
    }

    /// <exception cref="IOException">The folder is missing, damaged or of another task.</exception>
    public static StoryState Read(string folder)
    {
        var stored = ModelFolder.Read(folder);
        stored.CheckTask(Task);
        var architecture = stored.ReadArchitecture(StoryJsonContext.Default.StoryArchitecture);
        var settings = stored.ReadPreprocessing(StoryJsonContext.Default.StorySettings);
        CheckSizes(stored.ManifestPath, architecture);
        StorageChecks.Size(stored.ManifestPath, "$.preprocessing.maximumSentences", settings.MaximumSentences, 1, int.MaxValue);
        var vocabulary = JsonFile.Read(Present(Path.Combine(stored.Folder, VocabularyFile)), StoryJsonContext.Default.StoryVocabulary, LongestList);
        CheckVocabulary(Path.Combine(stored.Folder, VocabularyFile), vocabulary, architecture);
        var simple = JsonFile.Read(Present(Path.Combine(stored.Folder, SimpleFile)), StoryJsonContext.Default.SimpleAnswers, LongestList);
        var network = stored.Build(() => new StoryNetwork(architecture, InitializationScope.ForLoading));
        return new StoryState(architecture, settings, vocabulary, network, simple) { Seed = stored.Manifest.Seed, Metrics = stored.Manifest.Metrics };
    }

    private static string Present(string file) => File.Exists(file)
        ? file
        : throw new StorageFormatException(file, "file", "is missing; an answerer keeps its words and the simple methods beside its weights. Write the model again.");

    private static void CheckSizes(string file, StoryArchitecture architecture)
    {
        Size("tokens", architecture.Tokens, 2, MostEntries);
        Size("answerTokens", architecture.AnswerTokens.Length, 1, MostEntries);
        Size("members", architecture.Members.Length, 1, MostMembers);
        foreach (var token in architecture.AnswerTokens) Size("answerTokens", token, 0, architecture.Tokens - 1);
        foreach (var member in architecture.Members)
        {
            Size("members.size", member.Size, 1, LargestSize);
            Size("members.hops", member.Hops, 1, LargestSize);
            Size("members.ages", member.Ages, 1, MostEntries);
            if (member.Dropout is not (>= 0 and < 1)) throw new StorageFormatException(file, "$.architecture.members.dropout", $"is {member.Dropout}, expected 0 to below 1.");
            if (!Enum.IsDefined(member.Kind) || member.Kind == StoryReaderKind.Auto)
                throw new StorageFormatException(file, "$.architecture.members.kind", "names no kind of network; the file was changed or is damaged.");
            if (member.Kind == StoryReaderKind.Sequence && !SequenceLayers.BuiltIn.Names.Contains(member.Cell, StringComparer.OrdinalIgnoreCase))
                throw new StorageFormatException(file, "$.architecture.members.cell", $"is '{member.Cell}', expected one of {string.Join(", ", SequenceLayers.BuiltIn.Names)}.");
        }

        void Size(string field, long value, long least, long most) => StorageChecks.Size(file, "$.architecture." + field, value, least, most);
    }

    private static void CheckVocabulary(string file, StoryVocabulary vocabulary, StoryArchitecture architecture)
    {
        StorageChecks.Length(file, "$.words", vocabulary.Words.Length, architecture.Tokens);
        StorageChecks.Length(file, "$.answers", vocabulary.Answers.Length, architecture.AnswerTokens.Length);
        if (vocabulary.Words.Distinct(StringComparer.Ordinal).Count() != vocabulary.Words.Length || vocabulary.Answers.Distinct(StringComparer.Ordinal).Count() != vocabulary.Answers.Length)
            throw new StorageFormatException(file, "$.words", "has an entry twice; the file was changed or is damaged.");
    }
}

using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Recurrent.Layers.Initialization;
using Recurrent.Layers.Storage;
using Recurrent.Tensors.Storage;

namespace Recurrent.TimeSeries.Signals.Classification;

/// <summary>Writes and reads the folder of a classifier.</summary>
internal static class ClassifierFolder
{
    public const string Task = "signal";
    public const string SimpleFile = "simple.json";
    private const int LargestSize = 1 << 16;
    private const int MostMembers = 32;

    public static void Write(string folder, ClassifierState state)
    {
        var manifest = new ModelManifest
        {
            Task = Task,
            Architecture = JsonSerializer.SerializeToElement(state.Architecture, ClassifierJsonContext.Default.SignalArchitecture),
            Preprocessing = JsonSerializer.SerializeToElement(state.Settings, ClassifierJsonContext.Default.ClassifierSettings),
            Seed = state.Seed,
            Metrics = state.Metrics,
        };
        ModelFolder.Write(folder, manifest, state.Network,
            place => JsonFile.Write(Path.Combine(place, SimpleFile), state.Simple, ClassifierJsonContext.Default.SimpleMethods));
    }

    /// <exception cref="IOException">The folder is missing, damaged or of another task.</exception>
    public static ClassifierState Read(string folder)
    {
        var stored = ModelFolder.Read(folder);
        var file = Path.Combine(stored.Folder, ModelFolder.ManifestFile);
        if (stored.Manifest.Task != Task)
            throw new StorageFormatException(file, "$.task", $"is '{stored.Manifest.Task}', expected '{Task}'; open the model with the command of its task.");
        if (stored.Manifest.Preprocessing is not { } described)
            throw new StorageFormatException(file, "$.preprocessing", "is missing; a classifier cannot be used without it.");
        var architecture = Parse(file, "$.architecture", stored.Manifest.Architecture, ClassifierJsonContext.Default.SignalArchitecture);
        var settings = Parse(file, "$.preprocessing", described, ClassifierJsonContext.Default.ClassifierSettings);
        if (architecture.Form != SignalArchitecture.ClassesForm)
            throw new StorageFormatException(file, "$.architecture.form", $"is '{architecture.Form}', expected '{SignalArchitecture.ClassesForm}': this is no classifier.");
        CheckSizes(file, architecture, settings);
        var network = Build(file, architecture);
        stored.LoadInto(network);
        var simple = ReadSimple(Path.Combine(stored.Folder, SimpleFile), settings);
        return new ClassifierState(architecture, settings, network, simple) { Seed = stored.Manifest.Seed, Metrics = stored.Manifest.Metrics };
    }

    private static ClassifierNetwork Build(string file, SignalArchitecture architecture)
    {
        try
        {
            return new ClassifierNetwork(architecture, InitializationScope.ForLoading);
        }
        catch (ArgumentException wrong)
        {
            throw new StorageFormatException(file, "$.architecture", wrong.Message, wrong);
        }
    }

    private static SimpleMethods ReadSimple(string file, ClassifierSettings settings)
    {
        if (!File.Exists(file)) throw new StorageFormatException(file, "file", "is missing; a classifier keeps there what the simple methods know. Write the model again.");
        var simple = JsonFile.Read(file, ClassifierJsonContext.Default.SimpleMethods);
        var size = SimpleMethods.Size(settings.Features.BaseCount);
        CheckLength(file, "$.centroids", simple.Centroids.Length, settings.Labels.Length);
        CheckLength(file, "$.spreads", simple.Spreads.Length, size);
        foreach (var centroid in simple.Centroids) CheckLength(file, "$.centroids", centroid?.Length ?? 0, size);
        if ((uint)simple.Majority >= (uint)settings.Labels.Length) throw new StorageFormatException(file, "$.majority", $"is {simple.Majority}, expected the place of a label.");
        return simple;
    }

    private static T Parse<T>(string file, string field, JsonElement json, JsonTypeInfo<T> type)
        where T : class
    {
        try
        {
            return json.Deserialize(type) ?? throw new StorageFormatException(file, field, "is null, expected an object.");
        }
        catch (Exception wrong) when (wrong is JsonException or ArgumentException)
        {
            throw new StorageFormatException(file, field + ((wrong as JsonException)?.Path ?? "").TrimStart('$'), wrong.Message, wrong);
        }
    }

    /// <summary>Sizes decide how much memory is taken, so none is believed unseen.</summary>
    private static void CheckSizes(string file, SignalArchitecture architecture, ClassifierSettings settings)
    {
        Size("$.architecture.inputs", architecture.Inputs, LargestSize);
        Size("$.architecture.hidden", architecture.Hidden, LargestSize);
        Size("$.architecture.layers", architecture.Layers, LargestSize);
        Size("$.architecture.classes", architecture.Classes, LargestSize);
        Size("$.architecture.members", architecture.Members, MostMembers);
        if (architecture.Dropout is not (>= 0 and < 1)) throw new StorageFormatException(file, "$.architecture.dropout", $"is {architecture.Dropout}, expected 0 to below 1.");
        Size("$.preprocessing.features.channels", settings.Features.Channels.Length, LargestSize);
        CheckLength(file, "$.preprocessing.labels", settings.Labels.Length, architecture.Classes);
        CheckLength(file, "$.preprocessing.scale.means", settings.Scale.Means.Length, settings.Features.BaseCount);
        CheckLength(file, "$.preprocessing.scale.deviations", settings.Scale.Deviations.Length, settings.Features.BaseCount);
        if (settings.Features.Count != architecture.Inputs)
            throw new StorageFormatException(file, "$.architecture.inputs", $"is {architecture.Inputs}, but the features are {settings.Features.Count}; the file was changed or is damaged.");
        if (Array.Exists(settings.Scale.Deviations, static one => !(one > 0)))
            throw new StorageFormatException(file, "$.preprocessing.scale.deviations", "has a number that is not above 0.");
        if (settings.Features.Sound is { } sound && sound.HighHz <= sound.LowHz)
            throw new StorageFormatException(file, "$.preprocessing.features.sound.highHz", $"is {sound.HighHz}, expected more than lowHz.");

        void Size(string field, int value, int most)
        {
            if (value < 1 || value > most) throw new StorageFormatException(file, field, $"is {value}, expected 1 to {most}; the file was changed or is damaged.");
        }
    }

    private static void CheckLength(string file, string field, int found, int expected)
    {
        if (found != expected) throw new StorageFormatException(file, field, $"has {found} entries, expected {expected}; the file was changed or is damaged.");
    }
}

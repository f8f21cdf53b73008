using System.Text.Json;
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
            Architecture = JsonSerializer.SerializeToElement(state.Architecture, ClassifierJsonContext.Default.ClassifierArchitecture),
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
        stored.CheckTask(Task);
        var architecture = stored.ReadArchitecture(ClassifierJsonContext.Default.ClassifierArchitecture);
        var settings = stored.ReadPreprocessing(ClassifierJsonContext.Default.ClassifierSettings);
        if (architecture.Form != ClassifierArchitecture.ClassesForm)
            throw new StorageFormatException(stored.ManifestPath, "$.architecture.form", $"is '{architecture.Form}', expected '{ClassifierArchitecture.ClassesForm}': this is no classifier.");
        CheckSizes(stored.ManifestPath, architecture, settings);
        var network = stored.Build(() => new ClassifierNetwork(architecture, InitializationScope.ForLoading));
        var simple = ReadSimple(Path.Combine(stored.Folder, SimpleFile), settings);
        return new ClassifierState(architecture, settings, network, simple) { Seed = stored.Manifest.Seed, Metrics = stored.Manifest.Metrics };
    }

    private static SimpleMethods ReadSimple(string file, ClassifierSettings settings)
    {
        if (!File.Exists(file)) throw new StorageFormatException(file, "file", "is missing; a classifier keeps there what the simple methods know. Write the model again.");
        var simple = JsonFile.Read(file, ClassifierJsonContext.Default.SimpleMethods);
        var size = SimpleMethods.Size(settings.Features.BaseCount);
        StorageChecks.Length(file, "$.centroids", simple.Centroids.Length, settings.Labels.Length);
        StorageChecks.Length(file, "$.spreads", simple.Spreads.Length, size);
        foreach (var centroid in simple.Centroids) StorageChecks.Length(file, "$.centroids", centroid?.Length ?? 0, size);
        if ((uint)simple.Majority >= (uint)settings.Labels.Length) throw new StorageFormatException(file, "$.majority", $"is {simple.Majority}, expected the place of a label.");
        return simple;
    }

    private static void CheckSizes(string file, ClassifierArchitecture architecture, ClassifierSettings settings)
    {
        Size("$.architecture.inputs", architecture.Inputs, LargestSize);
        Size("$.architecture.hidden", architecture.Hidden, LargestSize);
        Size("$.architecture.layers", architecture.Layers, LargestSize);
        Size("$.architecture.classes", architecture.Classes, LargestSize);
        Size("$.architecture.members", architecture.Members, MostMembers);
        if (architecture.Dropout is not (>= 0 and < 1)) throw new StorageFormatException(file, "$.architecture.dropout", $"is {architecture.Dropout}, expected 0 to below 1.");
        Size("$.preprocessing.features.channels", settings.Features.Channels.Length, LargestSize);
        StorageChecks.Length(file, "$.preprocessing.labels", settings.Labels.Length, architecture.Classes);
        StorageChecks.Length(file, "$.preprocessing.scale.means", settings.Scale.Means.Length, settings.Features.BaseCount);
        StorageChecks.Length(file, "$.preprocessing.scale.deviations", settings.Scale.Deviations.Length, settings.Features.BaseCount);
        if (settings.Features.Count != architecture.Inputs)
            throw new StorageFormatException(file, "$.architecture.inputs", $"is {architecture.Inputs}, but the features are {settings.Features.Count}; the file was changed or is damaged.");
        if (Array.Exists(settings.Scale.Deviations, static one => !(one > 0)))
            throw new StorageFormatException(file, "$.preprocessing.scale.deviations", "has a number that is not above 0.");
        if (settings.Features.Sound is { } sound && sound.HighHz <= sound.LowHz)
            throw new StorageFormatException(file, "$.preprocessing.features.sound.highHz", $"is {sound.HighHz}, expected more than lowHz.");

        void Size(string field, int value, int most) => StorageChecks.Size(file, field, value, 1, most);
    }
}

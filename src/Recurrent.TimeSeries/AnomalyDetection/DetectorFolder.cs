using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Recurrent.Layers;
using Recurrent.Layers.Initialization;
using Recurrent.Layers.Storage;
using Recurrent.Tensors.Storage;

namespace Recurrent.TimeSeries.AnomalyDetection;

/// <summary>Writes and reads the folder of a detector.</summary>
internal static class DetectorFolder
{
    public const string Task = "detect";
    public const string MemoryFile = "memory.json";
    private const int LargestSize = 1 << 16;

    public static void Write(string folder, DetectorState state)
    {
        var manifest = new ModelManifest
        {
            Task = Task,
            Architecture = JsonSerializer.SerializeToElement(state.Architecture, DetectorJsonContext.Default.DetectorArchitecture),
            Preprocessing = JsonSerializer.SerializeToElement(state.Settings, DetectorJsonContext.Default.DetectorSettings),
            Seed = state.Seed,
            Metrics = state.Metrics,
        };
        ModelFolder.Write(folder, manifest, state.Network,
            place => JsonFile.Write(Path.Combine(place, MemoryFile), state.Memory, DetectorJsonContext.Default.DetectorMemory));
    }

    /// <exception cref="IOException">The folder is missing, damaged or of another task.</exception>
    public static DetectorState Read(string folder)
    {
        var stored = ModelFolder.Read(folder);
        var file = Path.Combine(stored.Folder, ModelFolder.ManifestFile);
        if (stored.Manifest.Task != Task)
            throw new StorageFormatException(file, "$.task", $"is '{stored.Manifest.Task}', expected '{Task}'; open the model with the command of its task.");
        if (stored.Manifest.Preprocessing is not { } described)
            throw new StorageFormatException(file, "$.preprocessing", "is missing; a detector cannot be used without it.");
        var architecture = Parse(file, "$.architecture", stored.Manifest.Architecture, DetectorJsonContext.Default.DetectorArchitecture);
        var settings = Parse(file, "$.preprocessing", described, DetectorJsonContext.Default.DetectorSettings);
        CheckSizes(file, architecture, settings);
        var network = Build(file, architecture);
        stored.LoadInto(network);
        var memory = ReadMemory(Path.Combine(stored.Folder, MemoryFile), architecture, network);
        return new DetectorState(architecture, settings, network, memory) { Seed = stored.Manifest.Seed, Metrics = stored.Manifest.Metrics };
    }

    private static Module Build(string file, DetectorArchitecture architecture)
    {
        try
        {
            return DetectorState.Build(architecture, InitializationScope.ForLoading);
        }
        catch (ArgumentException wrong)
        {
            throw new StorageFormatException(file, "$.architecture", wrong.Message, wrong);
        }
    }

    private static DetectorMemory ReadMemory(string file, DetectorArchitecture architecture, Module network)
    {
        if (!File.Exists(file)) throw new StorageFormatException(file, "file", "is missing; a detector has what it learnt beside its weights. Write the model again.");
        var memory = JsonFile.Read(file, DetectorJsonContext.Default.DetectorMemory);
        var views = architecture.Method == DetectionMethod.Predict ? architecture.Channels * PredictionSource.ViewsPerChannel : architecture.Channels + 1;
        CheckLength(file, "$.tails", memory.Tails.Length, views);
        if (network is not PredictionNetwork predictor) return memory;
        if (memory.Prediction is not { } prediction) throw new StorageFormatException(file, "$.prediction", "is missing; a predicting detector needs it.");
        var features = PredictionSource.FeatureCount(predictor);
        CheckLength(file, "$.prediction.weights", prediction.Weights.Length, features * predictor.Channels);
        if (prediction.Inverse is { } inverse) CheckLength(file, "$.prediction.inverse", inverse.Length, features * features);
        CheckLength(file, "$.prediction.usualErrors", prediction.UsualErrors.Length, predictor.Channels);
        CheckLength(file, "$.prediction.means", prediction.Means.Length, predictor.Channels);
        CheckLength(file, "$.prediction.season", prediction.Season.Length, predictor.HasClock ? DayClock.Places * predictor.Channels : 0);
        return memory;
    }

    private static T Parse<T>(string file, string field, JsonElement json, JsonTypeInfo<T> type)
        where T : class
    {
        try
        {
            return json.Deserialize(type) ?? throw new StorageFormatException(file, field, "is null, expected an object.");
        }
        catch (JsonException wrong)
        {
            throw new StorageFormatException(file, field + (wrong.Path ?? "").TrimStart('$'), wrong.Message, wrong);
        }
    }

    /// <summary>Sizes decide how much memory is taken, so none is believed unseen.</summary>
    private static void CheckSizes(string file, DetectorArchitecture architecture, DetectorSettings settings)
    {
        Size("$.architecture.hidden", architecture.Hidden);
        Size("$.architecture.layers", architecture.Layers);
        Size("$.architecture.channels", architecture.Channels);
        Size("$.architecture.window", architecture.Window);
        CheckLength(file, "$.preprocessing.channels", settings.Channels.Length, architecture.Channels);
        CheckLength(file, "$.preprocessing.scales", settings.Scales.Length, architecture.Channels);
        if (!(settings.Threshold > 0)) throw new StorageFormatException(file, "$.preprocessing.threshold", $"is {settings.Threshold}, expected a number above 0.");
        if (Array.Exists(settings.Scales, static scale => !(scale.Spread > 0)))
            throw new StorageFormatException(file, "$.preprocessing.scales", "has a spread that is not above 0.");

        void Size(string field, int value)
        {
            if (value is < 1 or > LargestSize) throw new StorageFormatException(file, field, $"is {value}, expected 1 to {LargestSize}; the file was changed or is damaged.");
        }
    }

    private static void CheckLength(string file, string field, int found, int expected)
    {
        if (found != expected) throw new StorageFormatException(file, field, $"has {found} entries, expected {expected}; the file was changed or is damaged.");
    }
}

using System.Text.Json;
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
        stored.CheckTask(Task);
        var architecture = stored.ReadArchitecture(DetectorJsonContext.Default.DetectorArchitecture);
        var settings = stored.ReadPreprocessing(DetectorJsonContext.Default.DetectorSettings);
        CheckSizes(stored.ManifestPath, architecture, settings);
        var network = stored.Build(() => DetectorState.Build(architecture, InitializationScope.ForLoading));
        var memory = ReadMemory(Path.Combine(stored.Folder, MemoryFile), architecture, network);
        return new DetectorState(architecture, settings, network, memory) { Seed = stored.Manifest.Seed, Metrics = stored.Manifest.Metrics };
    }

    private static DetectorMemory ReadMemory(string file, DetectorArchitecture architecture, Module network)
    {
        if (!File.Exists(file)) throw new StorageFormatException(file, "file", "is missing; a detector has what it learnt beside its weights. Write the model again.");
        var memory = JsonFile.Read(file, DetectorJsonContext.Default.DetectorMemory);
        var views = architecture.Method == DetectionMethod.Predict ? architecture.Channels * PredictionSource.ViewsPerChannel : architecture.Channels + 1;
        StorageChecks.Length(file, "$.tails", memory.Tails.Length, views);
        if (network is not PredictionNetwork predictor) return memory;
        if (memory.Prediction is not { } prediction) throw new StorageFormatException(file, "$.prediction", "is missing; a predicting detector needs it.");
        var features = PredictionSource.FeatureCount(predictor);
        StorageChecks.Length(file, "$.prediction.weights", prediction.Weights.Length, features * predictor.Channels);
        if (prediction.Inverse is { } inverse) StorageChecks.Length(file, "$.prediction.inverse", inverse.Length, features * features);
        StorageChecks.Length(file, "$.prediction.usualErrors", prediction.UsualErrors.Length, predictor.Channels);
        StorageChecks.Length(file, "$.prediction.means", prediction.Means.Length, predictor.Channels);
        StorageChecks.Length(file, "$.prediction.season", prediction.Season.Length, predictor.HasClock ? DayClock.Places * predictor.Channels : 0);
        return memory;
    }

    private static void CheckSizes(string file, DetectorArchitecture architecture, DetectorSettings settings)
    {
        Size("$.architecture.hidden", architecture.Hidden);
        Size("$.architecture.layers", architecture.Layers);
        Size("$.architecture.channels", architecture.Channels);
        Size("$.architecture.window", architecture.Window);
        StorageChecks.Length(file, "$.preprocessing.channels", settings.Channels.Length, architecture.Channels);
        StorageChecks.Length(file, "$.preprocessing.scales", settings.Scales.Length, architecture.Channels);
        if (!(settings.Threshold > 0)) throw new StorageFormatException(file, "$.preprocessing.threshold", $"is {settings.Threshold}, expected a number above 0.");
        if (Array.Exists(settings.Scales, static scale => !(scale.Spread > 0)))
            throw new StorageFormatException(file, "$.preprocessing.scales", "has a spread that is not above 0.");

        void Size(string field, int value) => StorageChecks.Size(file, field, value, 1, LargestSize);
    }
}

using System.Text.Json;
using Recurrent.Layers.Initialization;
using Recurrent.Layers.Storage;
using Recurrent.Tensors.Storage;
using Recurrent.TimeSeries.Finance.Network;
using Recurrent.TimeSeries.Finance.Prices;

namespace Recurrent.TimeSeries.Finance.Storage;

/// <summary>Writes and reads the folder of a volatility model.</summary>
internal static class VolatilityFolder
{
    public const string Task = "volatility";
    public const string MemoryFile = "memory.json";
    private const int LargestSize = 1 << 12;
    private const string Changed = "the file was changed or is damaged.";

    public static void Write(string folder, VolatilityState state)
    {
        var manifest = new ModelManifest
        {
            Task = Task,
            Architecture = JsonSerializer.SerializeToElement(state.Architecture, VolatilityJsonContext.Default.VolatilityArchitecture),
            Preprocessing = JsonSerializer.SerializeToElement(state.Settings, VolatilityJsonContext.Default.VolatilitySettings),
            Seed = state.Seed,
            Metrics = state.Metrics,
        };
        var memory = new VolatilityMemory
        {
            Fits = [.. state.Fits.Select(static fit => new FitMemory
            {
                LearntThrough = fit.LearntThrough,
                Variance = fit.Networks.Scale.Variance,
                RangeVariance = fit.Networks.Scale.RangeVariance,
                Residuals = fit.Residuals,
            })],
            Tail = [.. Enumerable.Range(0, state.Tail.Days).Select(day => BarMemory.Of(state.Tail[day]))],
        };
        var networks = new FitModule([.. state.Fits.Select(static fit => fit.Networks.Networks)]);
        ModelFolder.Write(folder, manifest, networks,
            place => JsonFile.Write(Path.Combine(place, MemoryFile), memory, VolatilityJsonContext.Default.VolatilityMemory));
    }

    /// <exception cref="IOException">The folder is missing, damaged or of another task.</exception>
    public static VolatilityState Read(string folder)
    {
        var stored = ModelFolder.Read(folder);
        stored.CheckTask(Task);
        var architecture = stored.ReadArchitecture(VolatilityJsonContext.Default.VolatilityArchitecture);
        var settings = stored.ReadPreprocessing(VolatilityJsonContext.Default.VolatilitySettings);
        CheckSizes(stored.ManifestPath, architecture, settings);
        var memory = ReadMemory(Path.Combine(stored.Folder, MemoryFile), architecture, settings);
        var networks = stored.Build(() => NewNetworks(architecture, memory.Fits.Length));
        VolatilityFit[] fits = [.. memory.Fits.Select((fit, index) => new VolatilityFit(
            fit.LearntThrough, new NetworkFit(new VolatilityScale(fit.Variance, fit.RangeVariance), networks.Fits[index]), fit.Residuals))];
        return new VolatilityState(architecture, settings, fits, TailOf(stored.Folder, memory)) { Seed = stored.Manifest.Seed, Metrics = stored.Manifest.Metrics };
    }

    private static FitModule NewNetworks(VolatilityArchitecture architecture, int fits) =>
        new([.. Enumerable.Range(0, fits).Select(_ => Enumerable.Range(0, architecture.Members)
            .Select(_ => new VolatilityNetwork(architecture, InitializationScope.ForLoading)).ToArray())]);

    private static VolatilityMemory ReadMemory(string file, VolatilityArchitecture architecture, VolatilitySettings settings)
    {
        if (!File.Exists(file)) throw new StorageFormatException(file, "file", "is missing; a volatility model has what it learnt beside its weights. Write the model again.");
        var memory = JsonFile.Read(file, VolatilityJsonContext.Default.VolatilityMemory);
        StorageChecks.Size(file, "$.fits", memory.Fits.Length, 1, LargestSize);
        for (var index = 0; index < memory.Fits.Length; index++)
        {
            var (fit, field) = (memory.Fits[index], $"$.fits[{index}]");
            if (index > 0 && fit.LearntThrough <= memory.Fits[index - 1].LearntThrough) throw new StorageFormatException(file, field + ".learntThrough", $"does not grow; {Changed}");
            if (!(fit.Variance > 0)) throw new StorageFormatException(file, field + ".variance", $"is {fit.Variance}, expected a number above 0; {Changed}");
            if (fit.RangeVariance > 0 != architecture.HasRange) throw new StorageFormatException(file, field + ".rangeVariance", $"is {fit.RangeVariance}, which does not fit the architecture; {Changed}");
            StorageChecks.Size(file, field + ".residuals", fit.Residuals.Length, 1, settings.ResidualWindow);
        }
        return memory;
    }

    private static PriceTable TailOf(string folder, VolatilityMemory memory)
    {
        try
        {
            return new PriceTable("the model's last prices", memory.Tail.Select(static bar => bar.ToBar()));
        }
        catch (ArgumentException wrong)
        {
            throw new StorageFormatException(Path.Combine(folder, MemoryFile), "$.tail", wrong.Message, wrong);
        }
    }

    private static void CheckSizes(string file, VolatilityArchitecture architecture, VolatilitySettings settings)
    {
        Size("$.architecture.hidden", architecture.Hidden, LargestSize);
        Size("$.architecture.layers", architecture.Layers, LargestSize);
        Size("$.architecture.members", architecture.Members, LargestSize);
        Size("$.preprocessing.residualWindow", settings.ResidualWindow, 1 << 20);
        Size("$.preprocessing.refitEvery", settings.RefitEvery, int.MaxValue);

        void Size(string field, int value, int largest) => StorageChecks.Size(file, field, value, 1, largest);
    }
}

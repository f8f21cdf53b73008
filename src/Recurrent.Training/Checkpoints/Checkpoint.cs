using Recurrent.Layers;
using Recurrent.Tensors;
using Recurrent.Tensors.Storage;
using Recurrent.Training.Optimizers;

namespace Recurrent.Training.Checkpoints;

/// <summary>Everything a run needs to go on as if it had never stopped.</summary>
internal sealed record Checkpoint(CheckpointManifest Manifest, IReadOnlyDictionary<string, Tensor> Weights, IReadOnlyDictionary<string, Tensor> Optimizer)
{
    /// <summary>Where it was read from, for messages.</summary>
    public string Folder { get; init; } = string.Empty;

    public IReadOnlyDictionary<string, Tensor>? Average { get; init; }

    public IReadOnlyDictionary<string, Tensor>? Best { get; init; }

    public IReadOnlyDictionary<string, Tensor> Job { get; init; } = new Dictionary<string, Tensor>();

    /// <summary>Throws when the options would lead to another run than the one that was stopped.</summary>
    public void Fit(TrainOptions options, Optimizer optimizer)
    {
        string file = Path.Combine(Folder, CheckpointStore.ManifestFile);
        if (Manifest.Seed != options.Seed)
            throw new StorageFormatException(file, "$.seed", $"is {Manifest.Seed}, the options say {options.Seed}; resume with the same seed or start in another folder.");
        if (Manifest.AccumulatedBatches != options.AccumulatedBatches)
            throw new StorageFormatException(file, "$.accumulatedBatches", $"is {Manifest.AccumulatedBatches}, the options say {options.AccumulatedBatches}; resume with the same number.");
        if (Manifest.Optimizer != optimizer.GetType().Name)
            throw new StorageFormatException(file, "$.optimizer", $"is {Manifest.Optimizer}, got {optimizer.GetType().Name}; resume with the same optimiser.");
        FitSettings(file, optimizer.Settings());
        if (Average is null != (options.AverageDecay is null))
            throw new StorageFormatException(file, "average", $"is {(Average is null ? "absent" : "present")}, the options ask for {options.AverageDecay?.ToString() ?? "none"}; resume with the same AverageDecay.");
    }

    /// <summary>Copies weights, optimiser state and average.</summary>
    /// <remarks>That the optimiser updates other parameters shows here, since a model that differs says more about itself.</remarks>
    public void Load(Module model, Optimizer optimizer, WeightSet? average)
    {
        Named(CheckpointStore.WeightsFile, () => model.LoadParameters(Weights));
        Named(CheckpointStore.OptimizerFile, () => optimizer.ImportState(Optimizer));
        if (Manifest.OptimizerSettings is { } settings && Differing(settings, optimizer.Settings()) is { } other)
            throw new StorageFormatException(Path.Combine(Folder, CheckpointStore.ManifestFile), $"$.optimizerSettings['{other}']", $"is in {(settings.ContainsKey(other) ? "the checkpoint" : "the optimiser")} only; resume with an optimiser of the same parameters.");
        if (average is not null)
        {
            Named(CheckpointStore.AverageFile, () => average.Import(Average!));
        }
    }

    public void LoadBest(WeightSet best) => Named(CheckpointStore.BestFile, () => best.Import(Best!));

    private static string? Differing(Dictionary<string, double> stored, Dictionary<string, double> present) =>
        stored.Keys.Except(present.Keys).Concat(present.Keys.Except(stored.Keys)).FirstOrDefault();

    private void FitSettings(string file, Dictionary<string, double> present)
    {
        foreach ((string name, double stored) in Manifest.OptimizerSettings ?? [])
        {
            if (present.TryGetValue(name, out double value) && !value.Equals(stored))
                throw new StorageFormatException(file, $"$.optimizerSettings['{name}']", $"is {stored}, the optimiser has {value}; resume with the same settings or start in another folder.");
        }
    }

    private void Named(string file, Action load)
    {
        try
        {
            load();
        }
        catch (ArgumentException mismatch)
        {
            throw new StorageFormatException(Path.Combine(Folder, file), "tensors", mismatch.Message, mismatch);
        }
    }
}

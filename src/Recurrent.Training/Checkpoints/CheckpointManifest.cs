using System.Text.Json.Serialization;
using Recurrent.Tensors.Storage;
using Recurrent.Training.Optimizers;

namespace Recurrent.Training.Checkpoints;

/// <summary>What <c>training.json</c> of a checkpoint says.</summary>
internal sealed record CheckpointManifest
{
    public const int CurrentFormatVersion = 1;

    [JsonRequired]
    public int FormatVersion { get; init; } = CurrentFormatVersion;

    public string LibraryVersion { get; init; } = Tensors.Storage.LibraryVersion.Current;

    public required ulong Seed { get; init; }

    public required int AccumulatedBatches { get; init; }

    public required string Optimizer { get; init; }

    /// <summary>See <see cref="Optimizers.Optimizer.Settings"/>; null in checkpoints of versions before these were kept.</summary>
    public Dictionary<string, double>? OptimizerSettings { get; init; }

    public required TrainingProgress Progress { get; init; }

    public static CheckpointManifest Of(TrainOptions options, Optimizer optimizer, TrainingProgress progress) => new()
    {
        Seed = options.Seed,
        AccumulatedBatches = options.AccumulatedBatches,
        Optimizer = optimizer.GetType().Name,
        OptimizerSettings = optimizer.Settings(),
        Progress = progress,
    };

    public void Check(string file)
    {
        if (FormatVersion is < 1 or > CurrentFormatVersion)
            throw new StorageFormatException(file, "$.formatVersion", $"is {FormatVersion}, this version reads 1 to {CurrentFormatVersion}.");
        if (Progress.Step < 0 || Progress.Epoch < 0 || Progress.Batch < 0)
            throw new StorageFormatException(file, "$.progress", $"has step {Progress.Step}, epoch {Progress.Epoch}, batch {Progress.Batch}; expected none below 0.");
    }
}

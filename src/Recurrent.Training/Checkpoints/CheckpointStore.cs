using Recurrent.Layers;
using Recurrent.Tensors;
using Recurrent.Tensors.Storage;

namespace Recurrent.Training.Checkpoints;

/// <summary>A checkpoint on disk: one folder that is replaced as a whole.</summary>
internal static class CheckpointStore
{
    public const string ManifestFile = "training.json";
    public const string WeightsFile = "weights.safetensors";
    public const string OptimizerFile = "optimizer.safetensors";
    public const string AverageFile = "average.safetensors";
    public const string BestFile = "best.safetensors";
    public const string JobFile = "job.safetensors";

    public static IReadOnlyDictionary<string, Tensor> WeightsOf(Module model) =>
        model.Parameters().ToDictionary(named => named.Name, named => (Tensor)named.Parameter);

    public static void Write(string path, Checkpoint checkpoint) => AtomicFolder.Write(path, folder =>
    {
        JsonFile.Write(Path.Combine(folder, ManifestFile), checkpoint.Manifest, CheckpointJsonContext.Default.CheckpointManifest);
        Save(folder, WeightsFile, checkpoint.Weights);
        Save(folder, OptimizerFile, checkpoint.Optimizer);
        Save(folder, AverageFile, checkpoint.Average);
        Save(folder, BestFile, checkpoint.Best);
        Save(folder, JobFile, checkpoint.Job);
        Checksums.Write(folder);
    });

    /// <summary>Reads the last complete checkpoint; null when there is none.</summary>
    public static Checkpoint? Read(string path)
    {
        if (AtomicFolder.Locate(path) is not string folder)
            return null;
        string file = Path.Combine(folder, ManifestFile);
        if (!File.Exists(file))
            throw new StorageFormatException(file, "file", "is missing; the folder is no checkpoint of this library.");
        CheckpointManifest manifest = JsonFile.Read(file, CheckpointJsonContext.Default.CheckpointManifest);
        manifest.Check(file);
        var checkpoint = new Checkpoint(manifest, LoadRequired(folder, WeightsFile), LoadRequired(folder, OptimizerFile))
        {
            Folder = folder,
            Average = Load(folder, AverageFile),
            Best = Load(folder, BestFile),
            Job = LoadRequired(folder, JobFile),
        };
        Checksums.Verify(folder);
        return checkpoint;
    }

    private static void Save(string folder, string name, IReadOnlyDictionary<string, Tensor>? tensors)
    {
        if (tensors is null)
            return;
        using var stream = new FileStream(Path.Combine(folder, name), FileMode.CreateNew, FileAccess.Write, FileShare.None);
        SafeTensorsFile.Write(stream, tensors);
    }

    private static IReadOnlyDictionary<string, Tensor>? Load(string folder, string name)
    {
        string file = Path.Combine(folder, name);
        return File.Exists(file) ? SafeTensorsFile.Read(file).Tensors : null;
    }

    private static IReadOnlyDictionary<string, Tensor> LoadRequired(string folder, string name) =>
        Load(folder, name) ?? throw new StorageFormatException(Path.Combine(folder, name), "file", "is missing from the checkpoint.");
}

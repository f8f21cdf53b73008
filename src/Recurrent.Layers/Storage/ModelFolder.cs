using Recurrent.Tensors;
using Recurrent.Tensors.Storage;

namespace Recurrent.Layers.Storage;

/// <summary>A model on disk: <c>model.json</c>, <c>model.safetensors</c> and the task's own files in one folder.</summary>
/// <remarks>Reading runs no code from the folder, and no size is believed before it is checked against the file.</remarks>
public static class ModelFolder
{
    /// <summary>The description's file name.</summary>
    public const string ManifestFile = "model.json";

    /// <summary>The weights' file name.</summary>
    public const string WeightsFile = "model.safetensors";

    /// <summary>Makes or replaces a model folder; a crash leaves the old one or the new one.</summary>
    /// <param name="path">The folder.</param>
    /// <param name="manifest">What to say about the model.</param>
    /// <param name="model">The weights to store.</param>
    /// <param name="writeMore">Gets the temporary folder's path to add vocabulary or scaler files; null for none.</param>
    public static void Write(string path, ModelManifest manifest, Module model, Action<string>? writeMore = null)
    {
        ArgumentNullException.ThrowIfNull(manifest);
        ArgumentNullException.ThrowIfNull(model);
        manifest.Check(Path.Combine(path, ManifestFile));
        var weights = model.Parameters().ToDictionary(named => named.Name, named => (Tensor)named.Parameter);
        AtomicFolder.Write(path, folder =>
        {
            JsonFile.Write(Path.Combine(folder, ManifestFile), manifest, ModelJsonContext.Default.ModelManifest);
            SafeTensorsFile.Write(Path.Combine(folder, WeightsFile), weights);
            writeMore?.Invoke(folder);
            Checksums.Write(folder);
        });
    }

    /// <summary>Reads and checks a model folder.</summary>
    /// <param name="path">The folder given to <see cref="Write"/>.</param>
    /// <returns>Manifest and weights; build the model the manifest describes, then call <see cref="StoredModel.LoadInto"/>.</returns>
    /// <exception cref="DirectoryNotFoundException">There is no such folder.</exception>
    /// <exception cref="StorageFormatException">A file is missing, damaged, changed since it was written, or of a newer format.</exception>
    public static StoredModel Read(string path)
    {
        string folder = Find(path);
        ModelManifest manifest = ReadManifest(folder);
        string weights = Path.Combine(folder, WeightsFile);
        CheckPresent(weights);
        var stored = new StoredModel(folder, manifest, SafeTensorsFile.Read(weights));

        // Last, because a damaged structure is better named by its field than by a sum.
        Checksums.Verify(folder);
        return stored;
    }

    /// <summary>Reads and checks the description only: what task a model is for, without its weights.</summary>
    /// <param name="path">The folder given to <see cref="Write"/>.</param>
    /// <exception cref="DirectoryNotFoundException">There is no such folder.</exception>
    /// <exception cref="StorageFormatException">The description is missing or damaged.</exception>
    public static ModelManifest ReadManifest(string path)
    {
        string folder = Find(path);
        string file = Path.Combine(folder, ManifestFile);
        CheckPresent(file);
        ModelManifest manifest = JsonFile.Read(file, ModelJsonContext.Default.ModelManifest);
        manifest.Check(file);
        return manifest;
    }

    private static string Find(string path) => AtomicFolder.Locate(path)
        ?? throw new DirectoryNotFoundException($"There is no model folder '{path}'; give the folder that holds {ManifestFile}.");

    private static void CheckPresent(string file)
    {
        if (!File.Exists(file))
            throw new StorageFormatException(file, "file", "is missing; a model folder has model.json and model.safetensors. Write the model again.");
    }
}

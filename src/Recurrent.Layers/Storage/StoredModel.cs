using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Recurrent.Tensors.Storage;

namespace Recurrent.Layers.Storage;

/// <summary>A model folder that has been read and checked; no layer exists yet.</summary>
/// <param name="Folder">Where further files of the model are.</param>
/// <param name="Manifest">The content of <c>model.json</c>.</param>
/// <param name="Weights">The content of <c>model.safetensors</c>.</param>
public sealed record StoredModel(string Folder, ModelManifest Manifest, SafeTensors Weights)
{
    /// <summary>Path of <c>model.json</c>, for messages.</summary>
    public string ManifestPath => Path.Combine(Folder, ModelFolder.ManifestFile);

    /// <summary>Refuses the model of another task.</summary>
    /// <param name="task">The task of whoever reads.</param>
    /// <exception cref="StorageFormatException">The model is of another task.</exception>
    public void CheckTask(string task)
    {
        if (Manifest.Task != task)
            throw new StorageFormatException(ManifestPath, "$.task", $"is '{Manifest.Task}', expected '{task}'; open the model with the command of its task.");
    }

    /// <summary>Reads what the network looks like.</summary>
    /// <typeparam name="T">The task's description.</typeparam>
    /// <param name="type">Made by source generation.</param>
    /// <returns>The description; its numbers are not checked.</returns>
    /// <exception cref="StorageFormatException">A field is missing, unknown or of the wrong kind.</exception>
    public T ReadArchitecture<T>(JsonTypeInfo<T> type)
        where T : class => Read("$.architecture", Manifest.Architecture, type);

    /// <summary>Reads what is done to data before the network sees them.</summary>
    /// <typeparam name="T">The task's description.</typeparam>
    /// <param name="type">Made by source generation.</param>
    /// <returns>The description; its numbers are not checked.</returns>
    /// <exception cref="StorageFormatException">There is none, or a field is missing, unknown or of the wrong kind.</exception>
    public T ReadPreprocessing<T>(JsonTypeInfo<T> type)
        where T : class => Manifest.Preprocessing is { } described
            ? Read("$.preprocessing", described, type)
            : throw new StorageFormatException(ManifestPath, "$.preprocessing", "is missing; the model cannot be used without it.");

    /// <summary>Builds the model from its description and loads the weights.</summary>
    /// <typeparam name="T">The model.</typeparam>
    /// <param name="build">Makes a model of the architecture, with any weights.</param>
    /// <returns>The model with its weights.</returns>
    /// <exception cref="StorageFormatException">
    /// There is no such model, or a weight is missing, left over or of another shape than the model has.
    /// </exception>
    public T Build<T>(Func<T> build)
        where T : Module
    {
        ArgumentNullException.ThrowIfNull(build);
        T model;
        try
        {
            model = build();
        }
        catch (ArgumentException wrong)
        {
            throw new StorageFormatException(ManifestPath, "$.architecture", wrong.Message, wrong);
        }

        LoadInto(model);
        return model;
    }

    /// <summary>Copies the weights into a model built from the manifest.</summary>
    /// <param name="model">A model of the same architecture.</param>
    /// <exception cref="StorageFormatException">A weight is missing, left over or of another shape than the manifest's model has.</exception>
    public void LoadInto(Module model)
    {
        ArgumentNullException.ThrowIfNull(model);
        try
        {
            model.LoadParameters(Weights.Tensors);
        }
        catch (ArgumentException mismatch)
        {
            throw new StorageFormatException(Path.Combine(Folder, ModelFolder.WeightsFile), "tensors", mismatch.Message, mismatch);
        }
    }

    private T Read<T>(string field, JsonElement json, JsonTypeInfo<T> type)
        where T : class
    {
        try
        {
            return json.Deserialize(type) ?? throw new StorageFormatException(ManifestPath, field, "is null, expected an object.");
        }
        catch (Exception wrong) when (wrong is JsonException or ArgumentException)
        {
            throw new StorageFormatException(ManifestPath, field + ((wrong as JsonException)?.Path ?? "").TrimStart('$'), wrong.Message, wrong);
        }
    }
}

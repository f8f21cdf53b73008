using System.Text.Json;
using Recurrent.Layers;
using Recurrent.Layers.Initialization;
using Recurrent.Layers.Sequence;
using Recurrent.Layers.Storage;
using Recurrent.Tensors.Storage;

namespace Recurrent.Interop.Weights;

/// <summary>Layers that came from a file of another framework, kept in a model folder of this library.</summary>
/// <remarks>They stand beside each other: a file of weights does not say how its layers are joined.</remarks>
public sealed class ImportedLayers : Module
{
    /// <summary>The task in <c>model.json</c>.</summary>
    public const string TaskName = "layers";

    private const int MaximumLayers = 10_000;

    /// <summary>Builds layers.</summary>
    /// <param name="layers">As they were found; at least one, no two of one name.</param>
    /// <exception cref="ArgumentException">There is none, two have one name, or values do not fit a description.</exception>
    public ImportedLayers(IReadOnlyList<RecognizedLayer> layers)
        : this([.. (layers ?? throw new ArgumentNullException(nameof(layers))).Select(layer => new ImportedLayer(NameOf(layer.Name, layer.Description), layer.Description, layer.Build()))], check: true)
    {
    }

    private ImportedLayers(IReadOnlyList<ImportedLayer> layers, bool check)
    {
        if (check && layers.Count == 0)
        {
            throw new ArgumentException("There is no layer to keep; nothing was recognized in the file.", nameof(layers));
        }

        Layers = layers;
        foreach (ImportedLayer layer in layers)
        {
            // Dots separate modules; a place of several parts is one name here.
            AddModule(layer.Name.Replace('.', '/'), layer.Module);
        }
    }

    /// <summary>The layers, in the order of the file.</summary>
    public IReadOnlyList<ImportedLayer> Layers { get; }

    /// <summary>Reads a folder that <see cref="Save"/> wrote.</summary>
    /// <param name="folder">The model folder.</param>
    /// <returns>The layers with their weights.</returns>
    /// <exception cref="DirectoryNotFoundException">There is no such folder.</exception>
    /// <exception cref="StorageFormatException">A file is missing, damaged or of another task, or sizes and weights do not belong together.</exception>
    public static ImportedLayers Load(string folder)
    {
        StoredModel stored = ModelFolder.Read(folder);
        stored.CheckTask(TaskName);
        StoredLayers description = stored.ReadArchitecture(WeightsJsonContext.Default.StoredLayers);
        StorageChecks.Size(stored.ManifestPath, "$.architecture.layers", description.Layers.Count, 1, MaximumLayers);
        long held = stored.Weights.Tensors.Values.Sum(tensor => (long)tensor.Shape.Length);
        long left = held;
        foreach (StoredLayer layer in description.Layers)
        {
            CheckSizes(stored.ManifestPath, layer, left);
            left -= layer.Layer.ParameterCount;
        }

        return stored.Build(() => new ImportedLayers(
            [.. description.Layers.Select(layer => new ImportedLayer(layer.Name, layer.Layer, layer.Layer.Build(InitializationScope.ForLoading)))], check: false));
    }

    /// <summary>Makes or replaces a model folder.</summary>
    /// <param name="folder">The folder; a crash leaves the old one or the new one.</param>
    public void Save(string folder)
    {
        var description = new StoredLayers([.. Layers.Select(layer => new StoredLayer(layer.Name, layer.Description))]);
        var manifest = new ModelManifest
        {
            Task = TaskName,
            Architecture = JsonSerializer.SerializeToElement(description, WeightsJsonContext.Default.StoredLayers),
        };
        ModelFolder.Write(folder, manifest, this);
    }

    /// <summary>The recurrent layer of a name, or the only one.</summary>
    /// <param name="name">Its name; null where there is one only.</param>
    /// <returns>The layer.</returns>
    /// <exception cref="KeyNotFoundException">There is none, none of that name, or more than one and no name.</exception>
    public SequenceLayer Recurrent(string? name = null)
    {
        ImportedLayer[] recurrent = [.. Layers.Where(layer => layer.Description.IsRecurrent)];
        ImportedLayer[] meant = name is null ? recurrent : [.. recurrent.Where(layer => layer.Name == name)];
        return meant.Length == 1
            ? (SequenceLayer)meant[0].Module
            : throw new KeyNotFoundException(
                $"There {(meant.Length == 0 ? "is no such recurrent layer" : "are several recurrent layers")}; {(recurrent.Length == 0 ? "none was recognized" : "name one of " + string.Join(", ", recurrent.Select(layer => layer.Name)))}.");
    }

    private static string NameOf(string place, LayerDescription description) => place.Length > 0 ? place : description.Kind.ToString().ToLowerInvariant();

    private static void CheckSizes(string file, StoredLayer layer, long held)
    {
        string field = $"$.architecture.layers.{layer.Name}";
        StorageChecks.Size(file, $"{field}.inputSize", layer.Layer.InputSize, 1, held);
        StorageChecks.Size(file, $"{field}.size", layer.Layer.Size, 1, held);
        StorageChecks.Size(file, $"{field}.layers", layer.Layer.Layers, 1, MaximumLayers);
        StorageChecks.Size(file, $"{field}.projectionSize", layer.Layer.ProjectionSize, 0, layer.Layer.Size);
        StorageChecks.Size(file, $"{field}", layer.Layer.ParameterCount, 1, held);
    }
}

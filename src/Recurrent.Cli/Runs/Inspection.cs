using Recurrent.Cli.Reports;
using Recurrent.Cli.Tasks;
using Recurrent.Layers.Storage;
using Recurrent.Tensors.Storage;

namespace Recurrent.Cli.Runs;

/// <summary>Looks into a model folder or a file of weights.</summary>
internal static class Inspection
{
    /// <summary>Looks at a path.</summary>
    /// <exception cref="UsageException">There is nothing that can be inspected.</exception>
    public static InspectionDocument Of(string path)
    {
        if (!File.Exists(path)) return OfModel(path);
        if (Path.GetExtension(path) != ".safetensors")
            throw new UsageException($"'{path}' is neither a model folder nor a .safetensors file; give one of these.");
        var weights = SafeTensorsFile.Read(path);
        return Entries(new InspectionDocument { Path = path, Kind = "safetensors", Metadata = weights.Metadata, Tensors = [] }, weights);
    }

    private static InspectionDocument OfModel(string path)
    {
        var location = ModelLocation.Find(path);
        var stored = ModelFolder.Read(location.Folder);
        var manifest = stored.Manifest;
        var document = new InspectionDocument
        {
            Path = location.Folder,
            Kind = "model",
            Task = manifest.Task,
            FormatVersion = manifest.FormatVersion,
            LibraryVersion = manifest.LibraryVersion,
            Seed = manifest.Seed,
            Architecture = manifest.Architecture,
            Preprocessing = manifest.Preprocessing,
            Metrics = manifest.Metrics.ToDictionary(one => one.Key, one => double.IsFinite(one.Value) ? one.Value : (double?)null),
            Recurrent = RecurrentEntries.Of(manifest.Architecture, stored.Weights.Tensors.Keys),
            Settings = TaskRegistry.Find(manifest.Task)?.Settings(location.Folder),
            Tensors = [],
        };
        return Entries(document, stored.Weights);
    }

    private static InspectionDocument Entries(InspectionDocument document, SafeTensors weights)
    {
        TensorEntry[] entries = [.. weights.Tensors.Select(one => new TensorEntry(
            one.Key, [.. Enumerable.Range(0, one.Value.Shape.Rank).Select(axis => one.Value.Shape[axis])], one.Value.Shape.Length))];
        return document with { Tensors = entries, Parameters = entries.Sum(one => one.Values) };
    }
}

using Recurrent.Cli.Imports;
using Recurrent.Cli.Reports;
using Recurrent.Cli.Tasks;
using Recurrent.Cli.Tasks.Onnx;
using Recurrent.Interop.Weights;
using Recurrent.Layers.Storage;
using Recurrent.Tensors;

namespace Recurrent.Cli.Runs;

/// <summary>Looks into a model folder or a file of weights.</summary>
internal static class Inspection
{
    /// <summary>Looks at a path.</summary>
    /// <exception cref="UsageException">There is nothing that can be inspected.</exception>
    public static InspectionDocument Of(string path)
    {
        if (!File.Exists(path))
        {
            if (!Directory.Exists(path) && Path.HasExtension(path)) throw new UsageException($"There is no file and no folder '{path}'; give a model folder, or a file of weights or an ONNX model.");
            return OfModel(path);
        }

        return Path.GetExtension(path).ToUpperInvariant() switch
        {
            ".SAFETENSORS" => OfWeights(path, "safetensors"),
            ".PT" or ".PTH" or ".CKPT" => OfWeights(path, "pytorch"),
            ".ONNX" => new InspectionDocument { Path = path, Kind = "onnx", Onnx = OnnxDocument.Of(OnnxModels.Load(path), path), Tensors = [] },
            ".KERAS" or ".H5" or ".HDF5" => OfKeras(path),
            _ => throw new UsageException($"'{path}' is neither a model folder, a file of weights (.safetensors, .pt, .pth, .keras, .h5) nor an ONNX model (.onnx); give one of these."),
        };
    }

    private static InspectionDocument OfWeights(string path, string kind)
    {
        var weights = WeightFile.Read(path);
        var found = weights.Recognize();
        var document = new InspectionDocument { Path = path, Kind = kind, Metadata = weights.Values, Layers = LayerEntry.Of(found), Unrecognized = LeftTensor.Of(found), Tensors = [] };
        return Entries(document, weights.Tensors, weights.Formats);
    }

    private static InspectionDocument OfKeras(string path)
    {
        var model = KerasFile.Read(path);
        TensorEntry[] tensors = [.. model.Tensors.Select(one => new TensorEntry(one.Name, one.Shape.ToArray(), one.Shape.Length, one.Format))];
        return new InspectionDocument
        {
            Path = path,
            Kind = "keras",
            Layers = LayerEntry.Of(model.Recognition),
            Unrecognized = LeftTensor.Of(model.Recognition),
            Tensors = tensors,
            Parameters = tensors.Sum(one => one.Values),
        };
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
        return Entries(document, stored.Weights.Tensors, null);
    }

    private static InspectionDocument Entries(InspectionDocument document, IReadOnlyDictionary<string, Tensor> tensors, IReadOnlyDictionary<string, string>? formats)
    {
        TensorEntry[] entries = [.. tensors.Select(one => new TensorEntry(one.Key, one.Value.Shape.ToArray(), one.Value.Shape.Length, formats?.GetValueOrDefault(one.Key)))];
        return document with { Tensors = entries, Parameters = entries.Sum(one => one.Values) };
    }
}

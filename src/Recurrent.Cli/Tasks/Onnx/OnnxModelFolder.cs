using System.Text.Json;
using Recurrent.Interop.Onnx;
using Recurrent.Interop.Onnx.Import;
using Recurrent.Layers;
using Recurrent.Layers.Storage;

namespace Recurrent.Cli.Tasks.Onnx;

/// <summary>An ONNX model as a model folder: its file as it came, with the files of weights beside it.</summary>
internal static class OnnxModelFolder
{
    public const string TaskName = "onnx";

    private const string FileName = "model.onnx";

    /// <summary>Makes the folder.</summary>
    /// <param name="folder">Where; a crash leaves the old one or the new one.</param>
    /// <param name="file">The model's file.</param>
    /// <param name="model">The same, read.</param>
    public static void Write(string folder, string file, OnnxModel model)
    {
        var manifest = new ModelManifest
        {
            Task = TaskName,
            Architecture = JsonSerializer.SerializeToElement(OnnxDocument.Of(model, Path.GetFileName(file)), OnnxJsonContext.Default.OnnxDocument),
        };
        ModelFolder.Write(folder, manifest, new NoModule(), target =>
        {
            File.Copy(file, Path.Combine(target, FileName));
            foreach (var location in FilesBeside(file)) Copy(Path.GetDirectoryName(Path.GetFullPath(file))!, target, location);
        });
    }

    /// <summary>Checks the folder and reads the model.</summary>
    public static OnnxModel Load(string folder)
    {
        var stored = ModelFolder.Read(folder);
        stored.CheckTask(TaskName);
        return OnnxModels.Load(Path.Combine(stored.Folder, FileName));
    }

    private static IEnumerable<string> FilesBeside(string file) => OnnxTensors.Of(OnnxFile.Parse(file, File.ReadAllBytes(file)))
        .Where(static tensor => tensor.IsExternal)
        .Select(static tensor => tensor.ExternalData.Find(static entry => entry.Key == "location")?.Value)
        .OfType<string>()
        .Distinct();

    private static void Copy(string source, string target, string location)
    {
        var path = Path.Combine(target, location);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        if (File.Exists(path)) throw new UsageException($"FILE: its weights are in '{location}', a name the model folder has for another file; rename it in the model.");
        File.Copy(Path.Combine(source, location), path);
    }

    /// <summary>A folder of this kind has no weights of its own.</summary>
    private sealed class NoModule : Module;
}

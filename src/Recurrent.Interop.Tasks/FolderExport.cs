using Recurrent.Interop.Tasks.Imported;
using Recurrent.Interop.Weights;
using Recurrent.Layers.Storage;
using Recurrent.Text.Answering;
using Recurrent.Text.Classification;
using Recurrent.Text.LanguageModels;
using Recurrent.Text.Tagging;
using Recurrent.Text.Translation;
using Recurrent.Text.Translation.Storage;
using Recurrent.TimeSeries.AnomalyDetection;
using Recurrent.TimeSeries.Finance;
using Recurrent.TimeSeries.Finance.Storage;
using Recurrent.TimeSeries.Forecasting;
using Recurrent.TimeSeries.Signals.Classification;
using Recurrent.TimeSeries.Signals.Regression.Model;

namespace Recurrent.Interop.Tasks;

/// <summary>Writes model folders as ONNX files, whatever task they are of.</summary>
public static class FolderExport
{
    private const string Ending = ".onnx";

    /// <summary>The files that <see cref="SaveOnnx"/> writes: one, or for a translator <c>NAME.encoder.onnx</c> and <c>NAME.decoder.onnx</c>.</summary>
    /// <param name="modelFolder">A model folder, the one with <c>model.json</c>.</param>
    /// <param name="path">The file asked for.</param>
    /// <returns>Paths of the files.</returns>
    /// <exception cref="IOException">The folder is none, or cannot be read.</exception>
    /// <exception cref="Tensors.Storage.StorageFormatException">The folder's description is damaged.</exception>
    public static IReadOnlyList<string> FilesOf(string modelFolder, string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        if (ModelFolder.ReadManifest(modelFolder).Task != TranslatorFolder.Task) return [path];
        var name = path.EndsWith(Ending, StringComparison.OrdinalIgnoreCase) ? path[..^Ending.Length] : path;
        return [$"{name}.encoder{Ending}", $"{name}.decoder{Ending}"];
    }

    /// <summary>Writes a trained or imported model.</summary>
    /// <param name="modelFolder">A model folder, the one with <c>model.json</c>.</param>
    /// <param name="path">The file to make or replace; see <see cref="FilesOf"/>.</param>
    /// <returns>What the files have.</returns>
    /// <exception cref="NotSupportedException">Models of this task, or a part of this one, have no ONNX form.</exception>
    /// <exception cref="IOException">The folder cannot be read, or a file not be written.</exception>
    /// <exception cref="Tensors.Storage.StorageFormatException">The folder is damaged.</exception>
    public static IReadOnlyList<ExportedModel> SaveOnnx(string modelFolder, string path)
    {
        var files = FilesOf(modelFolder, path);
        return ModelFolder.ReadManifest(modelFolder).Task switch
        {
            LanguageModelFolder.Task => [LanguageModel.Load(modelFolder).SaveOnnx(path)],
            TextClassifierFolder.Task => [TextClassifier.Load(modelFolder).SaveOnnx(path)],
            TaggerFolder.Task => [SequenceTagger.Load(modelFolder).SaveOnnx(path)],
            TranslatorFolder.Task => Translator.Load(modelFolder).SaveOnnx(files[0], files[1]),
            ForecasterFolder.Task => [Forecaster.Load(modelFolder).SaveOnnx(path)],
            DetectorFolder.Task => [Detector.Load(modelFolder).SaveOnnx(path)],
            ClassifierFolder.Task => [Signal(modelFolder, path)],
            VolatilityFolder.Task => [VolatilityModel.Load(modelFolder).SaveOnnx(path)],
            ImportedLayers.TaskName => [LayerGraph.Build(ImportedLayers.Load(modelFolder)).Save(path)],
            StoryFolder.Task => throw new NotSupportedException(
                "Models of the task answer have no ONNX form: their memories grow with the story. Use them in .NET with StoryAnswerer, or with rnn predict."),
            var other => throw new NotSupportedException($"Models of the task '{other}' have no ONNX form here."),
        };
    }

    /// <summary>Signals are classified, or follow others: the folder says which.</summary>
    private static ExportedModel Signal(string modelFolder, string path) =>
        ModelFolder.ReadManifest(modelFolder).Architecture.TryGetProperty("form", out var form) && form.ValueEquals(RegressorArchitecture.FormName)
            ? SignalRegressor.Load(modelFolder).SaveOnnx(path)
            : SignalClassifier.Load(modelFolder).SaveOnnx(path);
}

using Recurrent.Layers.Storage;
using Recurrent.Tensors.Storage;
using Recurrent.TimeSeries;
using Recurrent.TimeSeries.Forecasting;
using Recurrent.TimeSeries.Reading;
using Recurrent.Training.Data;

namespace Recurrent.Cli.Runs;

/// <summary>A model named on the command line: the folder of a training run or the model folder inside it.</summary>
internal sealed class ModelLocation
{
    private readonly RunRecord? _run;

    private ModelLocation(string folder, RunRecord? run) => (Folder, _run) = (folder, run);

    /// <summary>The task the model was trained for, as its description says.</summary>
    /// <exception cref="StorageFormatException">The description is damaged.</exception>
    public string Task => ModelFolder.ReadManifest(Folder).Task;

    /// <summary>How the model was made; null when the folder has no record of it.</summary>
    public RunRecord? Run => _run;

    /// <summary>The model folder.</summary>
    public string Folder { get; }

    /// <summary>Finds the model folder.</summary>
    /// <param name="path">As given on the command line.</param>
    /// <exception cref="UsageException">There is no model; the message says what is there instead.</exception>
    public static ModelLocation Find(string path)
    {
        if (File.Exists(path))
            throw new UsageException($"MODEL: '{path}' is a file; give the folder that a training run wrote.");
        foreach (var folder in new[] { Path.Combine(path, "model"), path })
        {
            if (AtomicFolder.Locate(folder) is { } found && File.Exists(Path.Combine(found, ModelFolder.ManifestFile)))
                return new ModelLocation(folder, RunRecord.Find(path) ?? RunRecord.Find(Path.Combine(folder, "..")));
        }
        throw new UsageException(Directory.Exists(path) ? Missing(path) : $"MODEL: there is no folder '{path}'{Nearby(path)}; give the folder that a training run wrote.");
    }

    /// <summary>Loads the forecaster.</summary>
    /// <exception cref="StorageFormatException">The folder is damaged or of another task.</exception>
    public Forecaster LoadForecaster() => Forecaster.Load(Folder);

    /// <summary>How to read further files: the columns of the training run, found again when they were not named.</summary>
    public SeriesReaderOptions Reading(Forecaster model)
    {
        if (_run is not null) return _run.Reading(model.Frequency);
        var first = model.History[0];
        return new SeriesReaderOptions
        {
            PastCovariates = NamesOf(first, CovariateKind.Past),
            FutureCovariates = NamesOf(first, CovariateKind.Future),
            HolidayColumn = first.Covariates.FirstOrDefault(one => one.Labels is not null)?.Name,
            StaticCovariates = [.. first.StaticCovariates.Keys],
            Frequency = model.Frequency,
        };
    }

    private static string[] NamesOf(Series series, CovariateKind kind) => [.. series.Covariates.Where(one => one.Kind == kind && one.Labels is null).Select(one => one.Name)];

    private static string Missing(string path) =>
        Directory.Exists(Path.Combine(path, "checkpoint"))
            ? $"MODEL: '{path}' has a checkpoint but no finished model; run its training command again with --resume."
            : $"MODEL: '{path}' holds no model ({ModelFolder.ManifestFile} is missing); give the folder that a training run wrote.";

    private static string Nearby(string path)
    {
        var parent = Path.GetDirectoryName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(path)));
        return Directory.Exists(parent)
            ? NearestName.Suggestion(Path.GetFileName(Path.TrimEndingDirectorySeparator(path)), Directory.EnumerateDirectories(parent).Select(one => Path.GetFileName(one)!))
            : "";
    }
}

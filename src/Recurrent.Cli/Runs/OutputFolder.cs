namespace Recurrent.Cli.Runs;

/// <summary>The folder a training run writes: <c>model/</c>, <c>report.html</c>, <c>metrics.json</c>, <c>training.jsonl</c>, <c>run.json</c>, <c>checkpoint/</c>.</summary>
/// <remarks>Nothing is created before the first update is made, so that refused data leave no folder behind.</remarks>
internal sealed class OutputFolder
{
    private readonly bool _isNew;

    private OutputFolder(string path)
    {
        Path = path;
        _isNew = !Directory.Exists(path);
    }

    public string Path { get; }

    /// <summary>Whether the run also measures the flow of its gradients.</summary>
    public bool RecordsGradients { get; private init; }

    public string Model => System.IO.Path.Combine(Path, "model");

    public string Report => System.IO.Path.Combine(Path, "report.html");

    public string Metrics => System.IO.Path.Combine(Path, "metrics.json");

    public string Log => System.IO.Path.Combine(Path, "training.jsonl");

    public string Gradients => System.IO.Path.Combine(Path, "gradients.html");

    public string Run => System.IO.Path.Combine(Path, RunRecord.FileName);

    public string Checkpoint => System.IO.Path.Combine(Path, "checkpoint");

    public bool HasCheckpoint => Directory.Exists(Checkpoint) || Directory.Exists(Checkpoint + ".replaced");

    /// <summary>A folder the user named: it must be new, empty, to be resumed, or given up with <c>--force</c>.</summary>
    public static OutputFolder Named(string path, bool force, bool resume)
    {
        if (string.IsNullOrWhiteSpace(path)) throw new UsageException("--out: received an empty name; expected a folder to make or fill.");
        var folder = new OutputFolder(path);
        if (File.Exists(path))
            throw new UsageException($"--out: '{path}' is a file; expected a folder to make or fill.");
        if (!force && !resume && Directory.Exists(path) && Directory.EnumerateFileSystemEntries(path).Any())
            throw new UsageException(
                $"--out: '{path}' exists and is not empty; name another folder, continue its run with --resume, or replace its results with --force.");
        return Checked(folder);
    }

    /// <summary>A folder for a model that no run makes: it must be new or empty.</summary>
    public static OutputFolder New(string path) => Directory.Exists(path) && Directory.EnumerateFileSystemEntries(path).Any()
        ? throw new UsageException($"--out: '{path}' exists and is not empty; name another folder, or delete this one first.")
        : Named(path, force: false, resume: false);

    /// <summary>The first free of <c>models/NAME</c>, <c>models/NAME-2</c>, …; with resume the last one that has a checkpoint.</summary>
    public static OutputFolder Free(string name, bool resume)
    {
        OutputFolder? last = null;
        for (var number = 1; ; number++)
        {
            var folder = new OutputFolder(System.IO.Path.Combine("models", number == 1 ? name : $"{name}-{number}"));
            if (folder._isNew && !File.Exists(folder.Path)) return Checked(resume && last is { HasCheckpoint: true } ? last : folder);
            last = folder;
        }
    }

    /// <summary>The same folder for a run that measures the flow of its gradients.</summary>
    public OutputFolder WithGradients() => new(Path) { RecordsGradients = true };

    /// <summary>A part of this folder with the same layout.</summary>
    public OutputFolder Part(string name) => new(System.IO.Path.Combine(Path, name));

    /// <summary>Makes the folder; removes what an earlier run left when this one starts afresh.</summary>
    public void Open(bool resume)
    {
        Directory.CreateDirectory(Path);
        if (resume) return;
        foreach (var file in new[] { Log, Metrics, Report, Gradients, Run }) File.Delete(file);
        foreach (var stale in new[] { Checkpoint, Checkpoint + ".replaced", Checkpoint + ".writing" })
        {
            if (Directory.Exists(stale)) Directory.Delete(stale, recursive: true);
        }
    }

    /// <summary>Removes what <see cref="Open"/> and the log made, after a run that came to nothing; what else is there stays.</summary>
    public void GiveUp()
    {
        foreach (var file in new[] { Log, Gradients, Run }) File.Delete(file);
        if (_isNew && !Directory.EnumerateFileSystemEntries(Path).Any()) Directory.Delete(Path);
    }

    private static OutputFolder Checked(OutputFolder folder)
    {
        WritableFolder.Check(folder.Path, "--out");
        return folder;
    }
}

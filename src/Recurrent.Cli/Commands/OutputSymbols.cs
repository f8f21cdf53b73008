using System.CommandLine;
using Recurrent.Cli.Runs;

namespace Recurrent.Cli.Commands;

/// <summary>Options that say where a training run writes.</summary>
internal sealed class OutputSymbols
{
    private readonly Option<string?> _out = new("--out", "-o") { HelpName = "DIR", Description = "Folder for model, report, metrics and log; by default the first free of models/NAME, models/NAME-2, …" };
    private readonly Option<bool> _resume = new("--resume") { Description = "Continue the run whose checkpoint is in the folder." };
    private readonly Option<bool> _force = new("--force") { Description = "Replace the results of an earlier run in the folder." };
    private readonly Option<string?> _log = new("--log-dir") { HelpName = "DIR", Description = "Also write TensorBoard event files there." };

    private readonly Option<bool> _gradients = new("--record-gradients") { Description = "Also measure how far back gradients reach, before training and after every epoch: gradients.html and lines in training.jsonl." };

    public void AddTo(Command command)
    {
        foreach (var option in new Option[] { _out, _resume, _force, _log, _gradients }) command.Options.Add(option);
    }

    public bool IsResumed(ParseResult parsed) => parsed.GetValue(_resume);

    /// <summary>Where TensorBoard files go; null for none.</summary>
    /// <exception cref="UsageException">It cannot be written: told now, before results of an earlier run are replaced.</exception>
    public string? LogFolder(ParseResult parsed)
    {
        if (parsed.GetValue(_log) is not { } path) return null;
        if (string.IsNullOrWhiteSpace(path)) throw new UsageException("--log-dir: received an empty name; expected a folder to make or fill.");
        WritableFolder.Check(path, "--log-dir");
        return path;
    }

    /// <summary>The folder to write; nothing is created yet.</summary>
    /// <exception cref="UsageException">It is in use, cannot be written, or has nothing to resume.</exception>
    public OutputFolder Folder(ParseResult parsed, string defaultName)
    {
        var (resume, force) = (parsed.GetValue(_resume), parsed.GetValue(_force));
        if (resume && force) throw new UsageException("--resume and --force contradict each other: one continues the run in the folder, the other replaces it.");
        var folder = parsed.GetValue(_out) is { } path ? OutputFolder.Named(path, force, resume) : OutputFolder.Free(defaultName, resume);
        if (resume && !folder.HasCheckpoint)
            throw new UsageException($"--resume: there is no checkpoint in '{folder.Checkpoint}'; leave --resume out to start, or name the folder of the run with --out.");
        return parsed.GetValue(_gradients) ? folder.WithGradients() : folder;
    }
}

using Recurrent.TimeSeries.Reading;
using Recurrent.Training;

namespace Recurrent.Cli.Runs;

/// <summary>What a training run of any task needs beside its data and options.</summary>
internal abstract record RunRequest
{
    /// <summary>Name of the data for headings: the file, or the embedded series.</summary>
    public required string DataName { get; init; }

    /// <summary>What was read: the size of the data, and what is missing, in a sentence each.</summary>
    public abstract IEnumerable<string> Facts { get; }

    /// <summary>How the file was read, where further files are read the same way.</summary>
    public SeriesReaderOptions Reading { get; init; } = new();

    public required OutputFolder Folder { get; init; }

    /// <summary>The command that repeats the run.</summary>
    public required string Command { get; init; }

    /// <summary>The command that goes on after an interruption; null when there is none.</summary>
    public string? ResumeCommand { get; init; }

    public bool Resume { get; init; }

    /// <summary>Folder for TensorBoard event files; null for none.</summary>
    public string? LogFolder { get; init; }

    /// <summary>The settings of the run with reasons that only the command line knows.</summary>
    public virtual IEnumerable<ChosenSetting> Explained(IReadOnlyList<ChosenSetting> settings) => settings;
}

using Recurrent.Tensors.Storage;
using Recurrent.TimeSeries;
using Recurrent.TimeSeries.Reading;

namespace Recurrent.Cli.Runs;

/// <summary><c>run.json</c>: how a model was made, so that later commands read files the same way.</summary>
internal sealed record RunRecord
{
    public const string FileName = "run.json";

    public int FormatVersion { get; init; } = 1;

    public required string Command { get; init; }

    public required string Version { get; init; }

    public bool? Wide { get; init; }

    public string? IdColumn { get; init; }

    public string? TimeColumn { get; init; }

    public string? TargetColumn { get; init; }

    public string? TimePattern { get; init; }

    public bool? DecimalComma { get; init; }

    public MissingValues Missing { get; init; }

    public string? HolidayColumn { get; init; }

    public IReadOnlyList<string> PastCovariates { get; init; } = [];

    public IReadOnlyList<string> FutureCovariates { get; init; } = [];

    public IReadOnlyList<string> StaticCovariates { get; init; } = [];

    public static RunRecord Of(string command, SeriesReaderOptions reading) => new()
    {
        Command = command,
        Version = LibraryVersion.Current,
        Wide = reading.Wide,
        IdColumn = reading.IdColumn,
        TimeColumn = reading.TimeColumn,
        TargetColumn = reading.TargetColumn,
        TimePattern = reading.TimePattern,
        DecimalComma = reading.DecimalComma,
        Missing = reading.Missing,
        HolidayColumn = reading.HolidayColumn,
        PastCovariates = reading.PastCovariates,
        FutureCovariates = reading.FutureCovariates,
        StaticCovariates = reading.StaticCovariates,
    };

    /// <summary>Reads the record of a run; null when the folder has none.</summary>
    public static RunRecord? Find(string folder)
    {
        var file = Path.Combine(folder, FileName);
        return File.Exists(file) ? JsonFile.Read(file, CliJsonContext.Default.RunRecord) : null;
    }

    public void Write(string file) => JsonFile.Write(file, this, CliJsonContext.Default.RunRecord);

    /// <summary>How to read further files for a model of this run.</summary>
    /// <param name="frequency">The model's frequency.</param>
    public SeriesReaderOptions Reading(Frequency frequency) => new()
    {
        Wide = Wide,
        IdColumn = IdColumn,
        TimeColumn = TimeColumn,
        TargetColumn = TargetColumn,
        TimePattern = TimePattern,
        DecimalComma = DecimalComma,
        Missing = Missing,
        HolidayColumn = HolidayColumn,
        PastCovariates = PastCovariates,
        FutureCovariates = FutureCovariates,
        StaticCovariates = StaticCovariates,
        Frequency = frequency,
    };
}

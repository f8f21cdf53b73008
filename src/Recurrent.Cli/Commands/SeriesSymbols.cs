using System.CommandLine;
using Recurrent.Cli.Configuration;
using Recurrent.TimeSeries;
using Recurrent.TimeSeries.Reading;

namespace Recurrent.Cli.Commands;

/// <summary>Options that say how a file of series is to be read; shared by train, predict and evaluate.</summary>
internal sealed class SeriesSymbols
{
    private readonly Option<string?> _id = new("--id-col") { HelpName = "COLUMN", Description = "Column with the id of the series; found when not named." };
    private readonly Option<string?> _time = new("--time-col") { HelpName = "COLUMN", Description = "Column with the time stamp; found when not named." };
    private readonly Option<string?> _target = new("--target-col") { HelpName = "COLUMN", Description = "Column with the value to forecast; found when not named." };
    private readonly Option<string?> _frequency = new("--freq") { HelpName = "NAME", Description = "Step between stamps: hourly, daily, monthly, 15min, index …; found when not named." };
    private readonly Option<string?> _past = new("--past-cov") { HelpName = "A,B", Description = "Numeric columns known up to the present only." };
    private readonly Option<string?> _future = new("--future-cov") { HelpName = "C", Description = "Numeric columns known ahead of time." };
    private readonly Option<string?> _holiday = new("--holiday-col") { HelpName = "COLUMN", Description = "Column with holidays, known ahead: a name or 1; empty or 0 on other days." };
    private readonly Option<string?> _static = new("--static") { HelpName = "S", Description = "Columns that do not change within a series." };
    private readonly Option<string?> _pattern = new("--time-pattern") { HelpName = "PATTERN", Description = "How stamps are written, such as dd/MM/yyyy or yyyy-MM-dd HH:mm; found when not named." };
    private readonly Option<bool> _comma = new("--decimal-comma") { Description = "Numbers are written 12,5; found when the comma does not separate the fields." };
    private readonly Option<string?> _missing = new("--missing") { HelpName = "HOW", Description = "Missing values: mask them, or refuse the file; not named, they are masked while half of every series is known." };
    private readonly Option<bool> _wide = new("--wide") { Description = "One series a line, the id first, as in the M4 files; found by the header V1,V2,…" };

    public void AddTo(Command command)
    {
        foreach (var option in new Option[] { _frequency, _id, _time, _target, _past, _future, _holiday, _static, _pattern, _comma, _missing, _wide }) command.Options.Add(option);
    }

    /// <summary>What was asked for; columns not named fall back to those of an earlier run.</summary>
    public SeriesReaderOptions Read(ParseResult parsed, SeriesReaderOptions? earlier = null)
    {
        earlier ??= new SeriesReaderOptions();
        return new SeriesReaderOptions
        {
            IdColumn = parsed.GetValue(_id) ?? earlier.IdColumn,
            TimeColumn = parsed.GetValue(_time) ?? earlier.TimeColumn,
            TargetColumn = parsed.GetValue(_target) ?? earlier.TargetColumn,
            PastCovariates = parsed.GetValue(_past) is { } past ? ValueText.Names(past) : earlier.PastCovariates,
            FutureCovariates = parsed.GetValue(_future) is { } future ? ValueText.Names(future) : earlier.FutureCovariates,
            HolidayColumn = parsed.GetValue(_holiday) ?? earlier.HolidayColumn,
            StaticCovariates = parsed.GetValue(_static) is { } constant ? ValueText.Names(constant) : earlier.StaticCovariates,
            TimePattern = parsed.GetValue(_pattern) ?? earlier.TimePattern,
            DecimalComma = parsed.GetValue(_comma) ? true : earlier.DecimalComma,
            Missing = parsed.GetValue(_missing) is { } missing ? ParseMissing(missing) : earlier.Missing,
            Wide = parsed.GetValue(_wide) ? true : earlier.Wide,
            Frequency = parsed.GetValue(_frequency) is { } name ? ParseFrequency(name) : earlier.Frequency,
        };
    }

    private static MissingValues ParseMissing(string text) => text switch
    {
        "mask" => MissingValues.Mask,
        "refuse" => MissingValues.Refuse,
        _ => throw new UsageException($"--missing: received '{text}'; expected mask or refuse."),
    };

    private static Frequency ParseFrequency(string name) => Frequency.TryParse(name, out var frequency)
        ? frequency
        : throw new UsageException(
            $"--freq: received '{name}'; expected yearly, quarterly, monthly, weekly, daily, business-daily, hourly, half-hourly, minutely, "
            + "secondly, index, or a count before a unit such as 15min.");
}

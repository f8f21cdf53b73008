using System.CommandLine;
using Recurrent.Cli.Configuration;
using Recurrent.Cli.Presentation;
using Recurrent.Cli.Runs;
using Recurrent.TimeSeries.AnomalyDetection;
using Recurrent.Training.Data;

namespace Recurrent.Cli.Tasks.Detect;

/// <summary>Options that say which column of a file is what, and the reading of files, folders and standard input.</summary>
internal sealed class DetectColumns
{
    private readonly Option<string?> _time = new("--time-col") { HelpName = "COLUMN", Description = "Column with the time; found when not named." };
    private readonly Option<string?> _label = new("--label-col") { HelpName = "COLUMN", Description = "Column with 0 and 1, for scoring only; found by the names anomaly, is_anomaly, label, outlier." };
    private readonly Option<string?> _channels = new("--channels") { HelpName = "A,B", Description = "Columns to watch; all others when not named." };
    private readonly Option<string?> _ignore = new("--ignore") { HelpName = "C", Description = "Columns to leave out." };

    private readonly Option<bool> _comma = new("--decimal-comma") { Description = "Numbers are written 12,5; found when the comma does not separate the fields." };

    public void AddTo(Command command)
    {
        foreach (var option in new Option[] { _time, _label, _channels, _ignore, _comma }) command.Options.Add(option);
    }

    public DetectionReaderOptions Read(ParseResult parsed) => new()
    {
        TimeColumn = parsed.GetValue(_time),
        LabelColumn = parsed.GetValue(_label),
        Channels = ValueText.Names(parsed.GetValue(_channels)),
        DecimalComma = parsed.GetValue(_comma) ? true : null,
        Ignored = ValueText.Names(parsed.GetValue(_ignore)),
    };

    /// <summary>Reads a file, a folder or standard input.</summary>
    /// <exception cref="DataFormatException">The data cannot be used.</exception>
    public static IReadOnlyList<DetectionTable> ReadAll(string path, DetectionReaderOptions options, Terminal terminal) =>
        SpooledInput.Read(path, terminal, file => DetectionReader.ReadAll(file, options));
}

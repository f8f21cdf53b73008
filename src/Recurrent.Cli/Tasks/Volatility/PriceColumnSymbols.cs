using System.CommandLine;
using Recurrent.Cli.Presentation;
using Recurrent.Cli.Runs;
using Recurrent.TimeSeries.Finance;
using Recurrent.TimeSeries.Finance.Prices;
using Recurrent.TimeSeries.Reading;
using Recurrent.Training.Data;

namespace Recurrent.Cli.Tasks.Volatility;

/// <summary>Options that say which column of a file of prices is what, and the reading of files and standard input.</summary>
internal sealed class PriceColumnSymbols
{
    private readonly Option<string?> _time = new("--time-col") { HelpName = "COLUMN", Description = "Column with the dates; found when not named." };
    private readonly Option<string?> _target = new("--target-col") { HelpName = "COLUMN", Description = "Column with the closing prices; 'close', or the only one beside the dates, when not named." };
    private readonly Option<string?> _pattern = new("--time-pattern") { HelpName = "PATTERN", Description = "How dates are written, such as dd/MM/yyyy; found when not named." };
    private readonly Option<bool> _closes = new("--closes-only") { Description = "Leave open, high and low out." };

    public void AddTo(Command command)
    {
        foreach (var option in new Option[] { _time, _target, _pattern, _closes }) command.Options.Add(option);
    }

    public PriceReaderOptions Read(ParseResult parsed) => new()
    {
        DateColumn = parsed.GetValue(_time),
        CloseColumn = parsed.GetValue(_target),
        DatePattern = parsed.GetValue(_pattern),
        ClosesOnly = parsed.GetValue(_closes),
    };

    /// <summary>How a run's later files are read, for its record.</summary>
    public static SeriesReaderOptions Recorded(PriceReaderOptions options) =>
        new() { TimeColumn = options.DateColumn, TargetColumn = options.CloseColumn, TimePattern = options.DatePattern };

    /// <summary>Reads a file for a model: columns not named fall back to those of its training.</summary>
    /// <exception cref="DataFormatException">The data cannot be used.</exception>
    public static PriceTable ReadFor(VolatilityModel model, TaskInvocation invocation, string path)
    {
        var run = invocation.Location!.Run;
        var earlier = new SeriesReaderOptions { TimeColumn = run?.TimeColumn, TargetColumn = run?.TargetColumn, TimePattern = run?.TimePattern };
        var reading = invocation.Reading!.Read(invocation.Parsed, earlier);
        return Read(
            path,
            new PriceReaderOptions { DateColumn = reading.TimeColumn, CloseColumn = reading.TargetColumn, DatePattern = reading.TimePattern, ClosesOnly = !model.NeedsRange },
            invocation.Terminal);
    }

    /// <summary>Reads a file or standard input.</summary>
    /// <exception cref="DataFormatException">The data cannot be used.</exception>
    public static PriceTable Read(string path, PriceReaderOptions options, Terminal terminal) =>
        SpooledInput.Read(path, terminal, file => PriceReader.Read(file, options));
}

using System.CommandLine;
using Recurrent.Cli.Commands;
using Recurrent.Cli.Configuration;
using Recurrent.Cli.Presentation;
using Recurrent.Cli.Runs;
using Recurrent.TimeSeries.Finance.Network;

namespace Recurrent.Cli.Tasks.Volatility;

/// <summary><c>rnn train volatility</c>.</summary>
internal sealed class TrainVolatilityCommand
{
    private readonly Argument<string> _data = new("prices") { HelpName = "PRICES", Description = "CSV (plain or .gz) or Parquet file, or -: date,close or date,open,high,low,close, one row a day." };
    private readonly Option<double> _cost = TradingCost.Create("");
    private readonly PriceColumnSymbols _columns = new();
    private readonly SettingSymbols<VolatilityOptions> _settings = new(VolatilityKeys.All);
    private readonly OutputSymbols _output = new();

    public static Command Create(Terminal terminal) => new TrainVolatilityCommand().Build(terminal);

    private Command Build(Terminal terminal)
    {
        var command = new Command(VolatilityTask.TaskName, "Train a model of next-day volatility and value-at-risk, walking forward with refits.");
        command.Arguments.Add(_data);
        _settings.AddTo(command);
        command.Options.Add(_cost);
        _columns.AddTo(command);
        _output.AddTo(command);
        CommandRunner.Handle(command, terminal, Run);
        return command;
    }

    private int Run(ParseResult parsed, Notes notes, CancellationToken cancellation)
    {
        var outcome = VolatilityRunner.Run(Request(parsed, notes.Terminal), notes, cancellation);
        VolatilitySection.WriteReport(outcome, $"Volatility of {outcome.Request.DataName}", notes.Terminal.Time);
        if (GlobalOptions.WantsJson(parsed))
            JsonOutput.Write(notes.Terminal.Output, VolatilityDocument.Of(outcome), VolatilityJsonContext.Default.VolatilityDocument);
        else
            VolatilityText.Write(notes.Terminal.Output, outcome);
        return ExitCode.Done;
    }

    private VolatilityRequest Request(ParseResult parsed, Terminal terminal)
    {
        var path = parsed.GetValue(_data)!;
        var (options, reading, cost) = (_settings.Read(parsed, new VolatilityOptions()), _columns.Read(parsed), TradingCost.Read(parsed, _cost));
        var prices = PriceColumnSymbols.Read(path, reading, terminal);
        var resume = _output.IsResumed(parsed);
        var folder = _output.Folder(parsed, DataName(path) + "-volatility");
        return new VolatilityRequest
        {
            DataName = path == SeriesFiles.StandardInput ? "stdin" : Path.GetFileName(path),
            Reading = PriceColumnSymbols.Recorded(reading),
            Prices = prices,
            Options = options,
            CostPerTrade = cost,
            Folder = folder,
            Command = CommandText.Of(parsed, folder.Path),
            ResumeCommand = CommandText.Resuming(parsed, folder.Path),
            Resume = resume,
            LogFolder = _output.LogFolder(parsed),
        };
    }

    /// <summary><c>sp500.csv.gz</c> is <c>sp500</c>.</summary>
    private static string DataName(string path) =>
        path == SeriesFiles.StandardInput ? "stdin" : Path.GetFileName(path).Split('.')[0] is { Length: > 0 } name ? name : "data";
}

using System.CommandLine;
using Recurrent.Cli.Commands;
using Recurrent.Cli.Presentation;

namespace Recurrent.Cli.Tasks.Signal;

/// <summary><c>rnn train signal</c>.</summary>
internal sealed class TrainSignalCommand
{
    private readonly Argument<string> _data = new("data")
    {
        HelpName = "DIR|DATA.csv",
        Description = "Folder DIR/<label>/*.wav (or .csv), list of files (columns file,label), or table (columns id,label and channels); with --inputs and --outputs a CSV file of evenly sampled columns. Tables may be CSV or Parquet.",
    };

    private readonly IReadOnlyList<ISignalForm> _forms = SignalForms.Create();
    private readonly SignalSymbols _settings;
    private readonly OutputSymbols _output = new();

    private TrainSignalCommand() => _settings = new SignalSymbols(_forms);

    public static Command Create(Terminal terminal) => new TrainSignalCommand().Build(terminal);

    private Command Build(Terminal terminal)
    {
        var command = new Command(SignalTask.TaskName, "Train a classifier of whole signals (sounds, strokes, sensor snippets), or with --inputs and --outputs a filter or a simulation of a plant.");
        command.Arguments.Add(_data);
        _settings.AddTo(command);
        foreach (var option in _forms.SelectMany(static form => form.TrainOptions)) command.Options.Add(option);
        _output.AddTo(command);
        CommandRunner.Handle(command, terminal, Run);
        return command;
    }

    private int Run(ParseResult parsed, Notes notes, CancellationToken cancellation)
    {
        var form = SignalForms.Asked(parsed, _forms);
        return form.Train(new SignalTrainInvocation
        {
            Parsed = parsed,
            Notes = notes,
            Cancellation = cancellation,
            Data = parsed.GetValue(_data)!,
            Settings = _settings.Read(parsed, form),
            Output = _output,
        });
    }
}

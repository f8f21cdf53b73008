using System.CommandLine;
using Recurrent.Cli.Presentation;
using Recurrent.Cli.Runs;
using Recurrent.Cli.Tasks;

namespace Recurrent.Cli.Commands;

/// <summary><c>rnn evaluate</c>.</summary>
internal sealed class EvaluateCommand
{
    private readonly Argument<string> _model = new("model") { HelpName = "MODEL", Description = "Folder that a training run wrote." };
    private readonly Argument<string?> _data = new("data")
    {
        HelpName = "DATA",
        Arity = ArgumentArity.ZeroOrOne,
        Description = "File (plain or .gz) or - with what is to be scored; a forecaster without it scores the end of its training data.",
    };

    private readonly SeriesSymbols _series = new();
    private readonly TaskVerbs _verbs = new(static task => task.CreateEvaluate());

    public static Command Create(Terminal terminal) => new EvaluateCommand().Build(terminal);

    private Command Build(Terminal terminal)
    {
        var command = new Command("evaluate", "Score a model beside simple methods on the same values.");
        command.Arguments.Add(_model);
        command.Arguments.Add(_data);
        _verbs.AddTo(command);
        _series.AddTo(command);
        CommandRunner.Handle(command, terminal, Run);
        return command;
    }

    private int Run(ParseResult parsed, Notes notes, CancellationToken cancellation)
    {
        var location = ModelLocation.Find(parsed.GetValue(_model)!);
        return _verbs.Run(location.Task, new TaskInvocation
        {
            Parsed = parsed,
            Notes = notes,
            Cancellation = cancellation,
            Location = location,
            Input = parsed.GetValue(_data),
            Reading = _series,
        });
    }
}

using System.CommandLine;
using Recurrent.Cli.Presentation;
using Recurrent.Cli.Runs;
using Recurrent.Cli.Tasks;

namespace Recurrent.Cli.Commands;

/// <summary><c>rnn predict</c>.</summary>
internal sealed class PredictCommand
{
    private readonly Argument<string> _model = new("model") { HelpName = "MODEL", Description = "Folder that a training run wrote." };
    private readonly Argument<string?> _input = new("input")
    {
        HelpName = "INPUT",
        Arity = ArgumentArity.ZeroOrOne,
        Description = "What to predict from, or - for stdin; a forecast without it continues the training data.",
    };

    private readonly Option<string?> _out = new("--out", "-o") { HelpName = "F", Description = "File for the result; stdout when not named." };
    private readonly SeriesSymbols _series = new();
    private readonly TaskVerbs _verbs = new(static task => task.CreatePredict());

    public static Command Create(Terminal terminal) => new PredictCommand().Build(terminal);

    private Command Build(Terminal terminal)
    {
        var command = new Command("predict", "Predict with a trained model: one line a step, record or file, by the model's task.");
        command.Arguments.Add(_model);
        command.Arguments.Add(_input);
        command.Options.Add(_out);
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
            Input = parsed.GetValue(_input),
            Out = parsed.GetValue(_out),
            Reading = _series,
        });
    }
}

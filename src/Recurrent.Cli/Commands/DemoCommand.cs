using System.CommandLine;
using Recurrent.Cli.Presentation;
using Recurrent.Cli.Tasks;

namespace Recurrent.Cli.Commands;

/// <summary><c>rnn demo</c>: embedded data, from training to report.</summary>
internal sealed class DemoCommand
{
    private readonly Argument<string> _task = new("task")
    {
        HelpName = "TASK",
        Description = $"What to show: {string.Join(", ", TaskRegistry.Names)}.",
        DefaultValueFactory = static _ => TaskRegistry.All[0].Name,
    };

    private readonly Option<string?> _out = new("--out", "-o") { HelpName = "DIR", Description = "Folder to write; models/demo-TASK when not named." };
    private readonly TrainingSymbols _training = new("cell", "hidden", "epochs", "seed", "threads");
    private readonly TaskVerbs _verbs = new(static task => task.CreateDemo());

    public static Command Create(Terminal terminal) => new DemoCommand().Build(terminal);

    private Command Build(Terminal terminal)
    {
        var command = new Command("demo", "Show it on embedded data in under a minute: train, score beside simple methods, predict, write a report.");
        _task.CompletionSources.Add([.. TaskRegistry.Names]);
        command.Arguments.Add(_task);
        command.Options.Add(_out);
        _training.AddTo(command);
        _verbs.AddTo(command);
        CommandRunner.Handle(command, terminal, Run);
        return command;
    }

    private int Run(ParseResult parsed, Notes notes, CancellationToken cancellation) =>
        _verbs.Run(TaskRegistry.ForDemo(parsed.GetValue(_task)!).Name, new TaskInvocation
        {
            Parsed = parsed,
            Notes = notes,
            Cancellation = cancellation,
            Out = parsed.GetValue(_out),
            Training = _training,
        });
}

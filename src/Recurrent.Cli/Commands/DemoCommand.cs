using System.CommandLine;
using Recurrent.Cli.Presentation;
using Recurrent.Cli.Tasks;
using Recurrent.Training.Data;

namespace Recurrent.Cli.Commands;

/// <summary><c>rnn demo</c>: embedded data, from training to report.</summary>
internal sealed class DemoCommand
{
    private readonly IReadOnlyList<CliDemo> _demos = TaskRegistry.CreateDemos();
    private readonly Argument<string> _name;
    private readonly Option<string?> _out = new("--out", "-o") { HelpName = "DIR", Description = "Folder to write; models/demo-NAME when not named." };
    private readonly TrainingSymbols _training = new("cell", "hidden", "epochs", "seed", "threads");

    private DemoCommand() => _name = new Argument<string>("name")
    {
        HelpName = "NAME",
        Description = $"What to show: {string.Join(", ", _demos.Select(static demo => $"{demo.Name} ({demo.Shows})"))}.",
        DefaultValueFactory = _ => _demos[0].Name,
    };

    public static Command Create(Terminal terminal) => new DemoCommand().Build(terminal);

    private Command Build(Terminal terminal)
    {
        var command = new Command("demo", "Show it on embedded data in under a minute: train, score beside simple methods, predict, write a report.");
        _name.CompletionSources.Add([.. _demos.Select(static demo => demo.Name)]);
        command.Arguments.Add(_name);
        command.Options.Add(_out);
        _training.AddTo(command);
        CommandRunner.Handle(command, terminal, Run);
        return command;
    }

    private int Run(ParseResult parsed, Notes notes, CancellationToken cancellation) =>
        Find(parsed.GetValue(_name)!).Verb.Run(new TaskInvocation
        {
            Parsed = parsed,
            Notes = notes,
            Cancellation = cancellation,
            Out = parsed.GetValue(_out),
            Training = _training,
        });

    /// <exception cref="UsageException">There is none of the name.</exception>
    private CliDemo Find(string name)
    {
        var names = _demos.Select(static demo => demo.Name).ToArray();
        return _demos.FirstOrDefault(demo => demo.Name == name)
            ?? throw new UsageException($"NAME: there is no demonstration '{name}'{NearestName.Suggestion(name, names)}; choose {string.Join(", ", names)}.");
    }
}

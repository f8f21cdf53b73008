using System.CommandLine;
using Recurrent.Cli.Presentation;
using Recurrent.Cli.Tasks;

namespace Recurrent.Cli.Commands;

/// <summary><c>rnn train</c>: one subcommand a task.</summary>
internal static class TrainCommand
{
    public static Command Create(Terminal terminal)
    {
        var command = new Command("train", "Train a model and write it with its scores and a report.");
        foreach (var subcommand in TaskRegistry.All.Select(task => task.CreateTrain(terminal)).OfType<Command>()) command.Subcommands.Add(subcommand);
        return command;
    }
}

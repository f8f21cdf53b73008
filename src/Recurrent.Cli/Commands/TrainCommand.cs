using System.CommandLine;
using Recurrent.Cli.Presentation;

namespace Recurrent.Cli.Commands;

/// <summary><c>rnn train</c>: one subcommand a task.</summary>
internal static class TrainCommand
{
    public static Command Create(Terminal terminal)
    {
        var command = new Command("train", "Train a model and write it with its scores and a report.");
        command.Subcommands.Add(TrainForecastCommand.Create(terminal));
        return command;
    }
}

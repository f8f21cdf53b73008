using System.CommandLine;
using System.CommandLine.Help;
using Recurrent.Cli.Presentation;

namespace Recurrent.Cli.Commands;

/// <summary>The whole command tree.</summary>
internal static class RootCommandFactory
{
    public static RootCommand Create(Terminal terminal)
    {
        var root = new RootCommand("Recurrent sequence models on an ordinary CPU: train, score beside simple methods, predict.");
        GlobalOptions.AddTo(root);
        root.Subcommands.Add(DemoCommand.Create(terminal));
        root.Subcommands.Add(TrainCommand.Create(terminal));
        root.Subcommands.Add(PredictCommand.Create(terminal));
        root.Subcommands.Add(GenerateCommand.Create(terminal));
        root.Subcommands.Add(EvaluateCommand.Create(terminal));
        root.Subcommands.Add(InspectCommand.Create(terminal));
        root.Subcommands.Add(ImportCommand.Create(terminal));
        root.Subcommands.Add(ExportCommand.Create(terminal));
        root.Subcommands.Add(DiagnoseCommand.Create(terminal));
        root.Subcommands.Add(BenchCommand.Create(terminal));
        root.Options.OfType<VersionOption>().Single().Action = new VersionPrinter();
        var help = root.Options.OfType<HelpOption>().Single();
        help.Action = new ExampleHelp((HelpAction)help.Action!);
        return root;
    }
}

using System.CommandLine;
using Recurrent.Cli.Presentation;
using Recurrent.Cli.Runs;

namespace Recurrent.Cli.Commands;

/// <summary><c>rnn inspect</c>.</summary>
internal sealed class InspectCommand
{
    private readonly Argument<string> _path = new("path") { HelpName = "MODEL|FILE", Description = "Folder that a training run or an import wrote, or a file of weights or a model of another framework: .safetensors, .pt, .pth, .keras, .h5 or .onnx." };

    public static Command Create(Terminal terminal) => new InspectCommand().Build(terminal);

    private Command Build(Terminal terminal)
    {
        var command = new Command("inspect", "Show what is inside a model: task, settings and their reasons, scores, weights, versions.");
        command.Arguments.Add(_path);
        CommandRunner.Handle(command, terminal, Run);
        return command;
    }

    private int Run(ParseResult parsed, Notes notes, CancellationToken cancellation)
    {
        var document = Inspection.Of(parsed.GetValue(_path)!);
        if (GlobalOptions.WantsJson(parsed))
            JsonOutput.Write(notes.Terminal.Output, document, CliJsonContext.Default.InspectionDocument);
        else
            InspectionText.Write(notes.Terminal.Output, document);
        return ExitCode.Done;
    }
}

using System.CommandLine;
using Recurrent.Cli.Exports;
using Recurrent.Cli.Presentation;
using Recurrent.Cli.Runs;
using Recurrent.Interop.Tasks;

namespace Recurrent.Cli.Commands;

/// <summary><c>rnn export</c>.</summary>
internal sealed class ExportCommand
{
    private readonly Argument<string> _model = new("model") { HelpName = "MODEL", Description = "Folder that a training run or an import wrote." };
    private readonly Option<string?> _onnx = new("--onnx") { HelpName = "F.onnx", Description = "File to write; a translator is written as F.encoder.onnx and F.decoder.onnx." };
    private readonly Option<bool> _force = new("--force") { Description = "Replace a file that exists." };

    public static Command Create(Terminal terminal) => new ExportCommand().Build(terminal);

    private Command Build(Terminal terminal)
    {
        var command = new Command("export", "Write a trained model as an ONNX file, with its pre-processing inside.");
        command.Arguments.Add(_model);
        command.Options.Add(_onnx);
        command.Options.Add(_force);
        CommandRunner.Handle(command, terminal, Run);
        return command;
    }

    private int Run(ParseResult parsed, Notes notes, CancellationToken cancellation)
    {
        if (parsed.GetValue(_onnx) is not { Length: > 0 } path) throw new UsageException("--onnx: name the file to write.");
        var location = ModelLocation.Find(parsed.GetValue(_model)!);
        Check(FolderExport.FilesOf(location.Folder, path), parsed.GetValue(_force));
        var document = new ExportDocument(location.Folder, location.Task, Write(location.Folder, path));
        if (GlobalOptions.WantsJson(parsed))
            JsonOutput.Write(notes.Terminal.Output, document, ExportJsonContext.Default.ExportDocument);
        else
            ExportText.Write(notes.Terminal.Output, document);
        return ExitCode.Done;
    }

    private static IReadOnlyList<ExportedModel> Write(string folder, string path)
    {
        try
        {
            return FolderExport.SaveOnnx(folder, path);
        }
        catch (NotSupportedException refusal)
        {
            throw new UsageException($"MODEL: {refusal.Message}", refusal);
        }
        catch (UnauthorizedAccessException failure)
        {
            throw new UsageException($"--onnx: cannot write '{path}': {failure.Message} Name a file you may write.", failure);
        }
    }

    private static void Check(IReadOnlyList<string> files, bool force)
    {
        foreach (var file in files)
        {
            var folder = Path.GetDirectoryName(Path.GetFullPath(file));
            if (Directory.Exists(file)) throw new UsageException($"--onnx: '{file}' is a folder; name a file.");
            if (!Directory.Exists(folder)) throw new UsageException($"--onnx: the folder '{folder}' does not exist; make it first.");
            if (File.Exists(file) && !force) throw new UsageException($"--onnx: '{file}' exists; name another file, or replace it with --force.");
        }
    }
}

using System.CommandLine;
using System.CommandLine.Parsing;
using Recurrent.Cli.Imports;
using Recurrent.Cli.Presentation;
using Recurrent.Cli.Runs;

namespace Recurrent.Cli.Commands;

/// <summary><c>rnn import</c>.</summary>
internal sealed class ImportCommand
{
    private readonly Argument<string?> _file = new("file") { HelpName = "FILE", Arity = ArgumentArity.ZeroOrOne, Description = "File of another framework; its ending says which." };
    private readonly Option<string?> _out = new("--out", "-o") { HelpName = "DIR", Description = "Folder for the model." };
    private readonly Option<string?> _runTests = new("--run-tests") { HelpName = "DIR", Description = "ONNX: run a folder of backend tests, or a folder of many, instead of importing: model.onnx with test_data_set_N/input_K.pb and output_K.pb." };
    private readonly IReadOnlyList<IFileImport> _kinds = FileImports.Create();

    public static Command Create(Terminal terminal) => new ImportCommand().Build(terminal);

    private Command Build(Terminal terminal)
    {
        var command = new Command("import", "Read a file of another framework and write it as a model of this one.");
        command.Arguments.Add(_file);
        command.Options.Add(_out);
        command.Options.Add(_runTests);
        foreach (var option in _kinds.SelectMany(static kind => kind.Options)) command.Options.Add(option);
        CommandRunner.Handle(command, terminal, Run);
        return command;
    }

    private int Run(ParseResult parsed, Notes notes, CancellationToken cancellation)
    {
        if (parsed.GetValue(_runTests) is { } tests) return OnnxNodeTests.Run(tests, notes, GlobalOptions.WantsJson(parsed), cancellation);
        if (parsed.GetValue(_file) is not { } file)
            throw new UsageException($"FILE: name what to import, a file that ends in one of {string.Join(", ", _kinds.SelectMany(static kind => kind.Endings))}.");
        var kind = FileImports.Of(_kinds, file);
        if (!File.Exists(file)) throw new UsageException($"FILE: there is no file '{file}'.");
        if (parsed.GetValue(_out) is not { } folder) throw new UsageException("--out: name the folder to write the model to.");
        foreach (var other in _kinds.Where(other => other != kind))
        {
            foreach (var option in other.Options.Where(option => parsed.GetResult(option) is OptionResult { Implicit: false }))
                throw new UsageException($"{option.Name}: is an option for {other.Kind}; '{file}' is one of {kind.Kind}. Leave it out.");
        }

        return kind.Run(new ImportInvocation(parsed, notes, file, OutputFolder.New(folder)));
    }
}

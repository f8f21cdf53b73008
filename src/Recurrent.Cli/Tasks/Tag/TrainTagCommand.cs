using System.CommandLine;
using Recurrent.Cli.Commands;
using Recurrent.Cli.Configuration;
using Recurrent.Cli.Presentation;
using Recurrent.Cli.Runs;
using Recurrent.Text.Tagging;

namespace Recurrent.Cli.Tasks.Tag;

/// <summary><c>rnn train tag</c>.</summary>
internal sealed class TrainTagCommand
{
    private readonly Argument<string> _data = new("data") { HelpName = "TRAIN.conll", Description = "Tagged sentences (plain or .gz), or -: a token a line, first column the token, last its tag (IOB1, IOB2 or IOBES), an empty line between sentences." };
    private readonly Option<string?> _valid = new("--valid") { HelpName = "FILE", Description = "Sentences to choose the best weights by; a tenth of TRAIN is held back when not named." };
    private readonly Option<string?> _test = new("--test") { HelpName = "FILE", Description = "Sentences to score on; nothing is learnt or chosen from them." };
    private readonly SettingSymbols<TaggerOptions> _settings = new(TagKeys.All);
    private readonly OutputSymbols _output = new();

    public static Command Create(Terminal terminal) => new TrainTagCommand().Build(terminal);

    private Command Build(Terminal terminal)
    {
        var command = new Command(TagTask.TaskName, "Train a tagger of named entities on sentences in CoNLL columns.");
        command.Arguments.Add(_data);
        command.Options.Add(_valid);
        command.Options.Add(_test);
        _settings.AddTo(command);
        _output.AddTo(command);
        CommandRunner.Handle(command, terminal, Run);
        return command;
    }

    private int Run(ParseResult parsed, Notes notes, CancellationToken cancellation)
    {
        var outcome = TagRunner.Run(Request(parsed, notes.Terminal), notes, cancellation);
        new TagReport(notes.Terminal.Time).Write(outcome.Request.Folder.Report, $"Named entities of {outcome.Request.DataName}", outcome);
        if (GlobalOptions.WantsJson(parsed))
            JsonOutput.Write(notes.Terminal.Output, TagDocument.Of(outcome), TagJsonContext.Default.TagDocument);
        else
            TagText.Write(notes.Terminal.Output, outcome);
        return ExitCode.Done;
    }

    private TagRequest Request(ParseResult parsed, Terminal terminal)
    {
        var path = parsed.GetValue(_data)!;
        var options = _settings.Read(parsed, new TaggerOptions());
        var training = SpooledInput.Read(path, terminal, ConllFile.Read);
        var validation = parsed.GetValue(_valid) is { } valid ? ConllFile.Read(valid) : null;
        var test = parsed.GetValue(_test) is { } scored ? ConllFile.Read(scored) : [];
        var resume = _output.IsResumed(parsed);
        var folder = _output.Folder(parsed, ShortName(path) + "-tag");
        return new TagRequest
        {
            DataName = path == SeriesFiles.StandardInput ? "stdin" : Path.GetFileName(path),
            Training = training,
            Validation = validation,
            Test = test,
            Options = options,
            Folder = folder,
            Command = CommandText.Of(parsed, folder.Path),
            ResumeCommand = CommandText.Resuming(parsed, folder.Path),
            Resume = resume,
            LogFolder = _output.LogFolder(parsed),
        };
    }

    /// <summary><c>eng.train.gz</c> is <c>eng</c>.</summary>
    private static string ShortName(string path) =>
        path == SeriesFiles.StandardInput ? "stdin" : Path.GetFileName(Path.GetFullPath(path)).Split('.')[0] is { Length: > 0 } name ? name : "data";
}

using System.CommandLine;
using Recurrent.Cli.Commands;
using Recurrent.Cli.Configuration;
using Recurrent.Cli.Presentation;
using Recurrent.Cli.Runs;
using Recurrent.Text.Answering;

namespace Recurrent.Cli.Tasks.Answer;

/// <summary><c>rnn train answer</c>.</summary>
internal sealed class TrainAnswerCommand
{
    private readonly Argument<string[]> _data = new("data")
    {
        HelpName = "TRAIN.txt",
        Description = "Stories with questions in the bAbI format (plain or .gz), one file or several to learn from together, or -: 'ID sentence' or 'ID question<TAB>answer' a line, ID 1 begins a story.",
        Arity = ArgumentArity.OneOrMore,
    };

    private readonly Option<string[]> _valid = new("--valid") { HelpName = "FILE", Description = "Questions to choose networks by, may be repeated; a tenth of the stories of TRAIN is held back when not named." };
    private readonly Option<string[]> _test = new("--test") { HelpName = "FILE", Description = "Questions to score on, may be repeated; nothing is learnt or chosen from them." };
    private readonly SettingSymbols<StoryAnswererOptions> _settings = new(AnswerKeys.All);
    private readonly OutputSymbols _output = new();

    public static Command Create(Terminal terminal) => new TrainAnswerCommand().Build(terminal);

    private Command Build(Terminal terminal)
    {
        var command = new Command(AnswerTask.TaskName, "Train networks that answer questions about stories.");
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
        var outcome = AnswerRunner.Run(Request(parsed, notes.Terminal), notes, cancellation);
        new AnswerReport(notes.Terminal.Time).Write(outcome.Request.Folder.Report, $"Questions about the stories of {outcome.Request.DataName}", outcome);
        if (GlobalOptions.WantsJson(parsed))
            JsonOutput.Write(notes.Terminal.Output, AnswerDocument.Of(outcome), AnswerJsonContext.Default.AnswerDocument);
        else
            AnswerText.Write(notes.Terminal.Output, outcome);
        return ExitCode.Done;
    }

    private AnswerRequest Request(ParseResult parsed, Terminal terminal)
    {
        var paths = parsed.GetValue(_data)!;
        var options = _settings.Read(parsed, new StoryAnswererOptions());
        StoryQuestion[] training = [.. paths.SelectMany(path => StoryInput.Read(path, terminal))];
        StoryQuestion[] validation = [.. (parsed.GetValue(_valid) ?? []).SelectMany(static path => StoryFile.Read(path))];
        StoryQuestion[] test = [.. (parsed.GetValue(_test) ?? []).SelectMany(static path => StoryFile.Read(path))];
        var resume = _output.IsResumed(parsed);
        var folder = _output.Folder(parsed, ShortName(paths[0]) + "-answer");
        if (folder.RecordsGradients && (options.Restarts > 1 || options.Reader != StoryReaderKind.Sequence))
            throw new UsageException("--record-gradients: several networks would learn side by side, or one without a recurrent layer; record a single one of recurrent layers, such as --cell gru --restarts 1, or leave the option out.");
        return new AnswerRequest
        {
            DataName = paths.Length == 1 ? Named(paths[0]) : $"{Named(paths[0])} and {paths.Length - 1} more",
            Training = training,
            Validation = validation.Length == 0 ? null : validation,
            Test = test,
            Options = options,
            Folder = folder,
            Command = CommandText.Of(parsed, folder.Path),
            ResumeCommand = CommandText.Resuming(parsed, folder.Path),
            Resume = resume,
            LogFolder = _output.LogFolder(parsed),
        };
    }

    private static string Named(string path) => path == SeriesFiles.StandardInput ? "stdin" : Path.GetFileName(path);

    /// <summary><c>qa1_train.txt.gz</c> is <c>qa1_train</c>.</summary>
    private static string ShortName(string path) =>
        path == SeriesFiles.StandardInput ? "stdin" : Path.GetFileName(Path.GetFullPath(path)).Split('.')[0] is { Length: > 0 } name ? name : "data";
}

using System.CommandLine;
using Recurrent.Cli.Commands;
using Recurrent.Cli.Configuration;
using Recurrent.Cli.Presentation;
using Recurrent.Cli.Runs;
using Recurrent.Text.LanguageModels;
using Recurrent.Text.Tokenization;

namespace Recurrent.Cli.Tasks.Generate;

/// <summary><c>rnn train generate</c>.</summary>
internal sealed class TrainGenerateCommand
{
    private const double UsualShare = 0.05;
    private readonly Argument<string> _data = new("corpus") { HelpName = "CORPUS.txt", Description = "Text file (plain or .gz), or -: running text in UTF-8." };
    private readonly Option<string?> _valid = new("--valid") { HelpName = "FILE", Description = "Text that tells when to stop; the end of CORPUS when not named." };
    private readonly Option<string?> _test = new("--test") { HelpName = "FILE", Description = "Text to score on; then nothing of CORPUS is kept apart for that." };
    private readonly Option<double?> _share = new("--test-share") { HelpName = "SHARE", Description = "Share of CORPUS, at its end, that is kept apart to score on; 0.05 when not named, 0 keeps nothing apart." };
    private readonly SettingSymbols<LanguageModelOptions> _settings = new(GenerateKeys.All);
    private readonly OutputSymbols _output = new();

    public static Command Create(Terminal terminal) => new TrainGenerateCommand().Build(terminal);

    private Command Build(Terminal terminal)
    {
        var command = new Command(GenerateTask.TaskName, "Train a language model, which writes text and tells how probable a text is.");
        command.Arguments.Add(_data);
        _settings.AddTo(command);
        foreach (var option in new Option[] { _valid, _test, _share }) command.Options.Add(option);
        _output.AddTo(command);
        CommandRunner.Handle(command, terminal, Run);
        return command;
    }

    private int Run(ParseResult parsed, Notes notes, CancellationToken cancellation)
    {
        var outcome = GenerateRunner.Run(Request(parsed, notes.Terminal), notes, cancellation);
        new GenerateReport(notes.Terminal.Time).Write(outcome, $"Language model of {outcome.Request.DataName}");
        if (GlobalOptions.WantsJson(parsed))
            JsonOutput.Write(notes.Terminal.Output, GenerateDocument.Of(outcome), GenerateJsonContext.Default.GenerateDocument);
        else
            GenerateText.Write(notes.Terminal.Output, outcome);
        return ExitCode.Done;
    }

    private GenerateRequest Request(ParseResult parsed, Terminal terminal)
    {
        var (path, test, share) = (parsed.GetValue(_data)!, parsed.GetValue(_test), parsed.GetValue(_share));
        if (test is not null && share is not null) throw new UsageException("--test and --test-share contradict each other: one scores on another text, the other on a part of CORPUS.");
        if (share is not (null or (>= 0 and <= 0.5))) throw new UsageException(FormattableString.Invariant($"--test-share: received {share}; expected 0 to 0.5."));
        var options = _settings.Read(parsed, new LanguageModelOptions());
        if (options is { Tokenizer: not null } and not { Level: TextLevel.Character, VocabularySize: null, MinimumCount: 1, Words: WordSplit.WhiteSpace })
            throw new UsageException("--tokenizer goes without --level, --vocabulary, --min-count and --words: the tokenizer given says what a token is.");
        var text = TextInput.Read(path, terminal);
        var cut = test is null ? CorpusSplit.At(text, share ?? UsualShare) : text.Length;
        var valid = parsed.GetValue(_valid);
        var folder = _output.Folder(parsed, TextInput.NameOf(path) + "-" + GenerateTask.TaskName);
        return new GenerateRequest
        {
            DataName = path == SeriesFiles.StandardInput ? "stdin" : Path.GetFileName(path),
            Training = text[..cut],
            Validation = valid is null ? null : TextInput.Read(valid, terminal),
            Test = test is null ? text[cut..] : TextInput.Read(test, terminal),
            Options = options,
            Folder = folder,
            Command = CommandText.Of(parsed, folder.Path),
            ResumeCommand = CommandText.Resuming(parsed, folder.Path),
            Resume = _output.IsResumed(parsed),
            LogFolder = _output.LogFolder(parsed),
        };
    }
}

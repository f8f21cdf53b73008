using System.CommandLine;
using Recurrent.Cli.Commands;
using Recurrent.Cli.Configuration;
using Recurrent.Cli.Presentation;
using Recurrent.Cli.Reports;
using Recurrent.Cli.Runs;
using Recurrent.Text.Translation;

namespace Recurrent.Cli.Tasks.Translate;

/// <summary><c>rnn train translate</c>.</summary>
internal sealed class TrainTranslateCommand
{
    private readonly Option<string> _source = new("--source") { HelpName = "FILE", Required = true, Description = "Sentences to translate from, one a line, UTF-8 (plain or .gz)." };
    private readonly Option<string> _target = new("--target") { HelpName = "FILE", Required = true, Description = "Their translations, line for line." };
    private readonly Option<string?> _validSource = new("--valid-source") { HelpName = "FILE", Description = "Sentences to stop by; a twentieth of the training pairs is held back when not named." };
    private readonly Option<string?> _validTarget = new("--valid-target") { HelpName = "FILE", Description = "Their translations." };
    private readonly Option<string?> _testSource = new("--test-source") { HelpName = "FILE", Description = "Sentences to score on." };
    private readonly Option<string?> _testTarget = new("--test-target") { HelpName = "FILE", Description = "Their translations." };
    private readonly LanguageSymbol _language = new();
    private readonly SettingSymbols<TranslatorOptions> _settings = new(TranslateKeys.All);
    private readonly SearchSymbols _search = new();
    private readonly OutputSymbols _output = new();

    public static Command Create(Terminal terminal) => new TrainTranslateCommand().Build(terminal);

    private Command Build(Terminal terminal)
    {
        var command = new Command(TranslateTask.TaskName, "Train a translator from sentences and their translations.");
        foreach (var option in new Option[] { _source, _target, _validSource, _validTarget, _testSource, _testTarget, _language.Option }) command.Options.Add(option);
        _settings.AddTo(command);
        foreach (var option in _search.All) command.Options.Add(option);
        _output.AddTo(command);
        CommandRunner.Handle(command, terminal, Run);
        return command;
    }

    private int Run(ParseResult parsed, Notes notes, CancellationToken cancellation)
    {
        var outcome = TranslateRunner.Run(Request(parsed), notes, cancellation);
        HtmlPage.Write(outcome.Request.Folder.Report, $"Translating {outcome.Request.DataName}", notes.Terminal.Time, writer => TranslateSection.Write(writer, outcome));
        if (GlobalOptions.WantsJson(parsed))
            JsonOutput.Write(notes.Terminal.Output, TranslateDocument.Of(outcome), TranslateJsonContext.Default.TranslateDocument);
        else
            TranslateText.Write(notes.Terminal.Output, outcome);
        return ExitCode.Done;
    }

    private TranslateRequest Request(ParseResult parsed)
    {
        var (source, target) = (parsed.GetValue(_source)!, parsed.GetValue(_target)!);
        var options = _settings.Read(parsed, new TranslatorOptions());
        if (options is { IsTransformer: true } and ({ Coverage: true } or { InputFeeding: true }))
            throw new UsageException("--body transformer: goes without --coverage and --input-feeding, which are for recurrent decoders; leave them out.");
        var training = ParallelText.Read(source, target);
        var (validSource, testSource) = (parsed.GetValue(_validSource), parsed.GetValue(_testSource));
        var validation = PairFiles.Read(validSource, parsed.GetValue(_validTarget), "--valid-source and --valid-target");
        var test = PairFiles.Read(testSource, parsed.GetValue(_testTarget), "--test-source and --test-target");
        var folder = _output.Folder(parsed, Path.GetFileName(source).Split('.')[0] + "-translate");
        return new TranslateRequest
        {
            DataName = $"{Path.GetFileName(source)} → {Path.GetFileName(target)}",
            Training = training,
            Validation = validation,
            ValidationName = validSource ?? "",
            Test = test ?? [],
            TestName = testSource ?? "",
            TargetLanguage = _language.Read(parsed),
            Options = options,
            Search = _search.Read(parsed) with { Threads = options.Threads },
            Folder = folder,
            Command = CommandText.Of(parsed, folder.Path),
            ResumeCommand = CommandText.Resuming(parsed, folder.Path),
            Resume = _output.IsResumed(parsed),
            LogFolder = _output.LogFolder(parsed),
        };
    }
}

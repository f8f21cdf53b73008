using System.CommandLine;
using System.Diagnostics;
using System.Text;
using Recurrent.Cli.Configuration;
using Recurrent.Cli.Presentation;
using Recurrent.Cli.Runs;
using Recurrent.Cli.Tasks.Generate;
using Recurrent.Text.Generation;
using Recurrent.Text.LanguageModels;

namespace Recurrent.Cli.Commands;

/// <summary><c>rnn generate</c>.</summary>
internal sealed class GenerateCommand
{
    private readonly Argument<string> _model = new("model") { HelpName = "MODEL", Description = "Folder that rnn train generate wrote." };
    private readonly Option<string> _prompt = new("--prompt", "-p") { HelpName = "TEXT", Description = "How the text begins; - reads it from standard input.", DefaultValueFactory = static _ => "" };
    private readonly Option<int> _length = new("--length", "-n") { HelpName = "N", Description = "Tokens to write at most: characters, words or byte pairs, by the model.", DefaultValueFactory = static _ => 500 };
    private readonly Option<double> _temperature = new("--temperature", "-t") { HelpName = "T", Description = "Boldness, 0 to 100: 0 always takes the most probable token, 1 the model's own probabilities.", DefaultValueFactory = static _ => 0.8 };
    private readonly Option<int?> _topK = new("--top-k") { HelpName = "K", Description = "Draw from the K most probable tokens only." };
    private readonly Option<double> _topP = new("--top-p") { HelpName = "P", Description = "Draw from the fewest tokens whose probabilities add up to P, 0 to 1.", DefaultValueFactory = static _ => 1 };
    private readonly Option<double> _penalty = new("--repetition-penalty") { HelpName = "X", Description = "1 to 100; above 1 makes tokens of the last 64 less probable.", DefaultValueFactory = static _ => 1 };
    private readonly Option<string[]> _stop = new("--stop") { HelpName = "TEXT", Description = "End before this text; may be repeated." };
    private readonly Option<ulong> _seed = new("--seed") { HelpName = "N", Description = "Seed of the draws; the same seed gives the same text.", DefaultValueFactory = static _ => 1 };

    public static Command Create(Terminal terminal) => new GenerateCommand().Build(terminal);

    private Command Build(Terminal terminal)
    {
        var command = new Command("generate", "Write text with a language model, token by token as it is drawn.");
        command.Arguments.Add(_model);
        foreach (var option in new Option[] { _prompt, _length, _temperature, _topK, _topP, _penalty, _stop, _seed }) command.Options.Add(option);
        CommandRunner.Handle(command, terminal, Run);
        return command;
    }

    private int Run(ParseResult parsed, Notes notes, CancellationToken cancellation)
    {
        var options = Options(parsed);
        var location = ModelLocation.Find(parsed.GetValue(_model)!);
        if (location.Task != GenerateTask.TaskName)
            throw new UsageException($"MODEL: '{parsed.GetValue(_model)}' is a model of {location.Task}; expected one of {GenerateTask.TaskName}. Use rnn predict with it.");
        var model = LanguageModel.Load(location.Folder);
        var prompt = parsed.GetValue(_prompt)! is var given && given == SeriesFiles.StandardInput ? TextInput.Read(given, notes.Terminal) : given;
        var (clock, written) = (Stopwatch.StartNew(), new StringBuilder());
        var tokens = 0;
        var isStreamed = !GlobalOptions.WantsJson(parsed);
        foreach (var text in model.Generate(prompt, options, cancellation))
        {
            tokens++;
            written.Append(text);
            if (isStreamed) notes.Terminal.Output.Write(text);
        }
        if (isStreamed) notes.Terminal.Output.WriteLine();
        else JsonOutput.Write(notes.Terminal.Output, new GeneratedDocument(prompt, written.ToString(), tokens, clock.Elapsed.TotalSeconds), GenerateJsonContext.Default.GeneratedDocument);
        cancellation.ThrowIfCancellationRequested();
        return ExitCode.Done;
    }

    /// <exception cref="UsageException">A value is outside its range.</exception>
    private SamplingOptions Options(ParseResult parsed)
    {
        if (parsed.GetValue(_stop)?.Contains("") == true) throw new UsageException("--stop: received an empty text, with which nothing would be written; expected what the text is to end before.");
        return new SamplingOptions
        {
            Length = OptionRange.AtLeast(parsed, _length, 0),
            Temperature = OptionRange.Between(parsed, _temperature, 0, 100),
            TopK = OptionRange.AtLeast(parsed, _topK, 1),
            TopP = OptionRange.Between(parsed, _topP, 0, 1),
            RepetitionPenalty = OptionRange.Between(parsed, _penalty, 1, 100),
            StopStrings = parsed.GetValue(_stop) ?? [],
            Seed = parsed.GetValue(_seed),
        };
    }
}

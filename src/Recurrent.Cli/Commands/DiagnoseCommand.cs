using System.CommandLine;
using System.CommandLine.Parsing;
using Recurrent.Cli.Diagnose;
using Recurrent.Cli.Presentation;
using Recurrent.Cli.Reports;
using Recurrent.Cli.Runs;
using Recurrent.Cli.Tasks;
using Recurrent.Layers.Sequence;
using Recurrent.Training.Data;
using Recurrent.Training.Diagnosis;

namespace Recurrent.Cli.Commands;

/// <summary><c>rnn diagnose</c>.</summary>
internal sealed class DiagnoseCommand
{
    private const string UsualCells = "rnn,lstm,gru";
    private const int UsualLength = 200;

    /// <summary>The argument that carries options of another command, which refuses what it does not know.</summary>
    public const string PassedOn = "subject";

    private readonly Argument<string[]> _subject = new(PassedOn)
    {
        HelpName = "MODEL|TASK [DATA …]",
        Arity = ArgumentArity.ZeroOrMore,
        Description = "A trained model and data as for rnn evaluate, or a task and data as for rnn train, with that command's options behind; nothing for random input.",
    };

    private readonly Option<string?> _cell = new("--cell") { HelpName = "LIST", Description = $"Cells to compare, {UsualCells} when not named. On random input also CELL:VALUES:GAIN, with first values default, pytorch, irnn or chrono and a factor of the recurrent weights, such as rnn:pytorch or rnn:default:1.5." };
    private readonly Option<int?> _updates = new("--updates") { HelpName = "N", Description = "Updates of each cell before it is looked at; 0, the default, trains nothing." };
    private readonly Option<int?> _lags = new("--lags") { HelpName = "N", Description = "Steps to follow gradients back; 100 when not named." };
    private readonly Option<int?> _windows = new("--windows") { HelpName = "N", Description = "Pieces of data over which medians are taken; 32 when not named." };
    private readonly Option<string?> _loss = new("--loss") { HelpName = "last|every", Description = "Whether the loss stands at the last step, the default, or at every step." };
    private readonly Option<double?> _factor = new("--factor") { HelpName = "K", Description = "Times the running median above which the gradient of an update has exploded; 5 when not named." };
    private readonly Option<string?> _csv = new("--csv") { HelpName = "F", Description = "Also write every number as CSV." };
    private readonly Option<string?> _svg = new("--svg") { HelpName = "F", Description = "Also draw the gradient by lag, and by update after --updates." };
    private readonly Option<string?> _html = new("--html") { HelpName = "F", Description = "Also write a page with one column a cell." };
    private readonly Option<int?> _hidden = new("--hidden") { HelpName = "N", Description = "Width of the hidden state; 64 on random input." };
    private readonly Option<int?> _layers = new("--layers") { HelpName = "N", Description = "Recurrent layers on top of each other; 1 on random input." };
    private readonly Option<ulong?> _seed = new("--seed") { HelpName = "N", Description = "Seed of every random number; 1 when not named." };
    private readonly Option<int?> _threads = new("--threads") { HelpName = "N", Description = "Threads, 0 for one per core, the default; results do not depend on it." };
    private readonly Option<int?> _length = new("--length") { HelpName = "N", Description = $"Random input: steps; {UsualLength} when not named." };
    private readonly Option<int?> _inputs = new("--inputs") { HelpName = "N", Description = "Random input: features of a step; 16 when not named." };
    private readonly Option<string?> _of = new("--of") { HelpName = "states|inputs", Description = "Random input: whether the gradient of the states of every layer is measured, the default, or that of the inputs through all layers, which any layer has." };
    private readonly Option<bool> _residual = new("--residual") { Description = "Random input: every layer but the first adds its input to its output." };
    private readonly Option<double?> _rate = new("--learning-rate") { HelpName = "X", Description = "Random input: of the gradient descent of --updates; 0.1 when not named." };
    private readonly Option<double?> _clip = new("--clip") { HelpName = "X", Description = "Random input: largest norm of a gradient; none when not named." };

    public static Command Create(Terminal terminal) => new DiagnoseCommand().Build(terminal);

    private Command Build(Terminal terminal)
    {
        var command = new Command("diagnose", "See how far gradients reach back, how many gates are saturated and which updates explode: of a model, or of several cells side by side.");
        command.Arguments.Add(_subject);
        foreach (var option in All()) command.Options.Add(option);
        _cell.CompletionSources.Add([.. SequenceLayers.BuiltIn.Names]);
        CommandRunner.Handle(command, terminal, Run);
        return command;
    }

    private Option[] All() =>
    [
        _cell, _updates, _lags, _windows, _loss, _factor, _csv, _svg, _html, _hidden, _layers, _seed, _threads, _length, _inputs, _of, _residual, _rate, _clip,
    ];

    private int Run(ParseResult parsed, Notes notes, CancellationToken cancellation)
    {
        string[] subject = parsed.GetValue(_subject) ?? [];
        var request = Request(parsed, notes, cancellation);
        var factor = parsed.GetValue(_factor) ?? 5;
        if (!(factor > 1)) throw new UsageException($"--factor: received {NumberText.Value(factor)}; expected a number above 1.");
        CheckFiles(parsed);
        var cells = Measure(subject, parsed, request);
        if (cells.All(static cell => cell.IsEmpty))
            throw new UsageException("There is no recurrent layer that can be looked at step by step here; diagnose a model of recurrent cells, such as one trained with --cell lstm, or measure the gradient of random inputs with --of inputs.");
        Write(parsed, notes, DiagnosisDocument.Of(string.Join(' ', subject.DefaultIfEmpty("random input").Take(2)), cells, request.Options, factor));
        return ExitCode.Done;
    }

    /// <exception cref="OperationCanceledException">It was interrupted.</exception>
    private List<CellDiagnosis> Measure(string[] subject, ParseResult parsed, DiagnoseRequest request)
    {
        try
        {
            return subject.Length == 0 ? Random(parsed, request)
                : TaskRegistry.Find(subject[0]) is not null ? Task(subject, parsed, request)
                : [Model(subject, parsed, request)];
        }
        catch (OperationCanceledException interruption) when (request.Cancellation.IsCancellationRequested)
        {
            throw new OperationCanceledException("Interrupted: nothing was written; run the command again.", interruption, request.Cancellation);
        }
    }

    private void Write(ParseResult parsed, Notes notes, DiagnosisDocument document)
    {
        if (parsed.GetValue(_csv) is { } csv) OutputFile.Write(csv, writer => DiagnosisCsv.Write(writer, document));
        if (parsed.GetValue(_svg) is { } svg) OutputFile.Write(svg, writer => writer.Write(DiagnosisPicture.Of(document)));
        if (parsed.GetValue(_html) is { } html) DiagnosisPage.Write(html, document, notes.Terminal.Time);
        if (GlobalOptions.WantsJson(parsed))
            JsonOutput.Write(notes.Terminal.Output, document, CliJsonContext.Default.DiagnosisDocument);
        else
            DiagnosisText.Write(notes.Terminal.Output, document);
    }

    private CellDiagnosis Model(string[] subject, ParseResult parsed, DiagnoseRequest request)
    {
        Refuse(parsed, "a trained model, which is as it is", _cell, _updates, _hidden, _layers, _length, _inputs, _of, _residual, _rate, _clip);
        if (subject[0].StartsWith('-')) throw new UsageException($"Unknown option '{subject[0]}'. See 'rnn diagnose --help'.");
        if (!Directory.Exists(subject[0]) && NearestName.Suggestion(subject[0], TaskRegistry.All.Select(static task => task.Name)) is { Length: > 0 } meant)
            throw new UsageException($"There is no model folder and no task '{subject[0]}'{meant}.");
        _ = ModelLocation.Find(subject[0]);
        using var watch = new ModelWatch(request.Options.Windows);
        request.Notes.Say($"{subject[0]}: running it over the data");
        InnerRun.Of(["evaluate", .. subject], watch, request.Notes, () => watch.HasAny, request.Cancellation);
        watch.Dispose();
        var log = new[] { subject[0], Path.Combine(subject[0], "..") }.Select(static folder => Path.Combine(folder, "training.jsonl")).FirstOrDefault(File.Exists);
        var name = Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(subject[0])));
        return request.Measure(name, watch.Read(), watch.ReadLayers()) with { Log = log is null ? null : UpdateLog.Read(log) };
    }

    private List<CellDiagnosis> Task(string[] subject, ParseResult parsed, DiagnoseRequest request)
    {
        Refuse(parsed, "a task, which has data and settings of its own", _length, _inputs, _of, _residual, _rate, _clip);
        if (TaskRegistry.Find(subject[0])!.CreateTrain(request.Notes.Terminal)?.Options.Any(option => option.Name == _cell.Name) != true)
            throw new UsageException($"TASK: networks of '{subject[0]}' have no recurrent layer whose cell can be chosen, so there is nothing to compare.");
        var columns = CellColumn.Read(parsed.GetValue(_cell) ?? UsualCells);
        if (columns.FirstOrDefault(static column => column.Name != column.Cell) is { } special)
            throw new UsageException($"--cell: received '{special.Name}'; with a task give names of cells alone, since its first values are the task's.");
        List<CellDiagnosis> cells = [];
        var folder = Directory.CreateTempSubdirectory("rnn-diagnose-").FullName;
        try
        {
            foreach (var column in columns)
            {
                var probe = new TrainProbe(column.Name, request);
                string[] arguments = ["train", .. subject, "--cell", column.Cell, "--out", Path.Combine(folder, column.Cell), .. Given(parsed, _hidden, _layers, _seed, _threads)];
                InnerRun.Of(arguments, probe, request.Notes, () => probe.Result is not null, request.Cancellation);
                cells.Add(probe.Result!);
            }
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }

        return cells;
    }

    private List<CellDiagnosis> Random(ParseResult parsed, DiagnoseRequest request)
    {
        var length = Count(parsed, _length, UsualLength, least: 2);
        var random = new RandomSubject
        {
            Length = length,
            Sizes = new RecurrentOptions
            {
                InputSize = Count(parsed, _inputs, 16),
                HiddenSize = Count(parsed, _hidden, 64),
                Layers = Count(parsed, _layers, 1),
                Residual = parsed.GetValue(_residual),
            },
            OfInputs = parsed.GetValue(_of) switch
            {
                null or "states" => false,
                "inputs" => true,
                var other => throw new UsageException($"--of: received '{other}'; expected states or inputs."),
            },
            LearningRate = Positive(parsed, _rate) ?? 0.1,
            Clip = Positive(parsed, _clip),
        };
        return [.. CellColumn.Read(parsed.GetValue(_cell) ?? UsualCells).Select(column => random.Diagnose(column, request))];
    }

    private DiagnoseRequest Request(ParseResult parsed, Notes notes, CancellationToken cancellation) => new()
    {
        Options = new DiagnosisOptions
        {
            Lags = Count(parsed, _lags, 100),
            Windows = Count(parsed, _windows, 32),
            Loss = parsed.GetValue(_loss) switch
            {
                null or "last" => LossPlace.LastStep,
                "every" => LossPlace.EveryStep,
                var other => throw new UsageException($"--loss: received '{other}'; expected last or every."),
            },
            Seed = parsed.GetValue(_seed) ?? 1,
            Threads = Count(parsed, _threads, 0, least: 0, most: 1024),
        },
        Updates = Count(parsed, _updates, 0, least: 0),
        Notes = notes,
        Cancellation = cancellation,
    };

    /// <summary>Before minutes of work, not behind them.</summary>
    private void CheckFiles(ParseResult parsed)
    {
        foreach (var option in new[] { _csv, _svg, _html })
        {
            if (parsed.GetValue(option) is not { } path) continue;
            if (Directory.Exists(path) || !Directory.Exists(Path.GetDirectoryName(Path.GetFullPath(path))))
                throw new UsageException($"{option.Name}: received '{path}'; expected a file to write in a folder that exists.");
        }
    }

    private static void Refuse(ParseResult parsed, string what, params IReadOnlyList<Option> options)
    {
        if (options.FirstOrDefault(option => IsGiven(parsed, option)) is { } given)
            throw new UsageException($"{given.Name}: is no option for {what}. Leave it out.");
    }

    private static IEnumerable<string> Given(ParseResult parsed, params IReadOnlyList<Option> options) => options.Where(option => IsGiven(parsed, option))
        .SelectMany(option => (string[])[option.Name, parsed.GetResult(option)!.Tokens[0].Value]);

    private static bool IsGiven(ParseResult parsed, Option option) => parsed.GetResult(option) is OptionResult { Implicit: false };

    private static int Count(ParseResult parsed, Option<int?> option, int usual, int least = 1, int most = int.MaxValue - 1) => parsed.GetValue(option) switch
    {
        null => usual,
        { } value when value >= least && value <= most => value,
        { } value => throw new UsageException($"{option.Name}: received {value}; expected a whole number of at least {least}{(most < int.MaxValue - 1 ? $" and at most {most}" : "")}."),
    };

    private static double? Positive(ParseResult parsed, Option<double?> option) => parsed.GetValue(option) switch
    {
        null => null,
        > 0 and < double.PositiveInfinity and var value => value,
        var value => throw new UsageException(FormattableString.Invariant($"{option.Name}: received {value}; expected a number above 0.")),
    };
}

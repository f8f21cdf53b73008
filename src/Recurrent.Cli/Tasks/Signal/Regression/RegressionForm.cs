using System.CommandLine;
using Recurrent.Cli.Commands;
using Recurrent.Cli.Configuration;
using Recurrent.Cli.Presentation;
using Recurrent.Cli.Runs;
using Recurrent.Cli.Tasks.Signal.Classes;
using Recurrent.TimeSeries.Signals.Regression.Data;
using Recurrent.TimeSeries.Signals.Regression.Model;
using Recurrent.Training;

namespace Recurrent.Cli.Tasks.Signal.Regression;

/// <summary>Outputs from inputs: filters and plants in simulation.</summary>
internal sealed class RegressionForm : ISignalForm
{
    private const double UsualShare = 0.8;
    private readonly Option<string?> _inputs = new("--inputs") { HelpName = "A,B", Description = "Regression: columns that are given." };
    private readonly Option<string?> _outputs = new("--outputs") { HelpName = "Y", Description = "Regression: columns that follow from them." };
    private readonly Option<string?> _record = new("--record-col") { HelpName = "COLUMN", Description = "Regression: column that names the experiment of a row; all rows are one when not named." };
    private readonly Option<string?> _held = new("--held-out") { HelpName = "FILE", Description = "Regression: rows to score on; then everything of DATA is learnt from." };
    private readonly Option<double?> _share = new("--train-share") { HelpName = "SHARE", Description = "Regression: first part of every record that is learnt from; 0.8 when not named." };
    private readonly Option<int?> _warmUp = new("--warm-up") { HelpName = "N", Description = "Regression: measured outputs at the start of every test record that set the state and are not scored; 50 when not named." };

    public const int UsualWarmUp = 50;

    public string Name => "regression";

    public IReadOnlyList<SignalKey> Keys => RegressionKeys.All;

    public IReadOnlyList<Option> TrainOptions => [_inputs, _outputs, _record, _held, _share, _warmUp];

    public int Train(SignalTrainInvocation invocation)
    {
        var outcome = RegressionRunner.Run(Request(invocation), invocation.Notes, invocation.Cancellation);
        new RegressionReport(invocation.Terminal.Time).Write(outcome.Request.Folder.Report, $"Simulation of {outcome.Request.DataName}", outcome);
        if (GlobalOptions.WantsJson(invocation.Parsed))
            JsonOutput.Write(invocation.Terminal.Output, RegressionDocument.Of(outcome), RegressionJsonContext.Default.RegressionDocument);
        else
            RegressionText.Write(invocation.Terminal.Output, outcome);
        return ExitCode.Done;
    }

    public ITaskVerb CreatePredict() => new RegressionPredict();

    public ITaskVerb CreateEvaluate() => new RegressionEvaluate();

    public IReadOnlyList<ChosenSetting> Settings(string modelFolder) => SignalRegressor.Load(modelFolder).Settings;

    /// <summary>As much of a warm-up as the records bear.</summary>
    public static int WarmUp(int? given, RecordTable table)
    {
        var longest = table.Records.Max(static record => record.Steps);
        if (given is { } steps && (steps < 0 || steps >= longest))
            throw new UsageException($"--warm-up: received {steps}; expected 0 to {longest - 1}, so that steps are left to score.");
        return given ?? Math.Min(UsualWarmUp, longest / 10);
    }

    private RegressionRequest Request(SignalTrainInvocation invocation)
    {
        var (parsed, output) = (invocation.Parsed, invocation.Output);
        var (held, share) = (parsed.GetValue(_held), parsed.GetValue(_share));
        if (held is not null && share is not null) throw new UsageException("--held-out and --train-share contradict each other: one scores on another file, the other on the rest of DATA.");
        if (share is not (null or (> 0 and < 1))) throw new UsageException(FormattableString.Invariant($"--train-share: received {share}; expected a number between 0 and 1."));
        var columns = new RecordColumns { Inputs = Named(_inputs, parsed), Outputs = Named(_outputs, parsed), Record = parsed.GetValue(_record) };
        var options = RegressionKeys.Read(invocation.Settings);
        if (output.IsResumed(parsed)) throw new UsageException("--resume: a regressor's training is short and writes no checkpoint; run it again without.");
        var table = Read(invocation.Data, columns, invocation.Terminal);
        var split = held is null ? table.Split(share ?? UsualShare) : new RecordSplit(table, Read(held, columns, invocation.Terminal));
        var folder = output.Folder(parsed, ClassesInput.NameOf(invocation.Data) + "-signal");
        return new RegressionRequest
        {
            DataName = ClassesInput.TitleOf(invocation.Data),
            Training = split.First,
            Test = split.Last,
            WarmUp = WarmUp(parsed.GetValue(_warmUp), split.Last),
            Options = options,
            Folder = folder,
            Command = CommandText.Of(parsed, folder.Path),
            LogFolder = output.LogFolder(parsed),
        };
    }

    public static RecordTable Read(string path, RecordColumns columns, Terminal terminal)
    {
        if (path != SeriesFiles.StandardInput && !File.Exists(path)) throw new UsageException($"DATA: there is no file '{path}'; give a CSV file with a header line.");
        return SpooledInput.Read(path, terminal, file => RecordTableReader.Read(file, columns));
    }

    private static string[] Named(Option<string?> option, ParseResult parsed) => ValueText.Names(parsed.GetValue(option)) is { Length: > 0 } names
        ? names
        : throw new UsageException($"{option.Name}: is missing; name the columns, such as --inputs u --outputs y.");
}

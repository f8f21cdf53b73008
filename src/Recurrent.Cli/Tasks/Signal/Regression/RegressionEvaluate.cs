using System.CommandLine;
using Recurrent.Cli.Presentation;
using Recurrent.TimeSeries.Signals.Regression.Data;
using Recurrent.TimeSeries.Signals.Regression.Model;

namespace Recurrent.Cli.Tasks.Signal.Regression;

/// <summary><c>rnn evaluate</c> with a regressor.</summary>
internal sealed class RegressionEvaluate : ITaskVerb
{
    private readonly Option<int?> _warmUp = new("--warm-up") { HelpName = "N", Description = "Signal regression: measured outputs at the start of every record that set the state and are not scored; 50 when not named." };

    public IReadOnlyList<Option> Options => [_warmUp];

    public int Run(TaskInvocation invocation)
    {
        if (invocation.Input is not { } path) throw new UsageException("DATA: a regressor needs inputs and measured outputs to be scored on; name a CSV file.");
        var model = SignalRegressor.Load(invocation.Location!.Folder);
        invocation.Terminal.Probe?.OnModel(model.State.Network);
        var table = RegressionForm.Read(path, new RecordColumns { Inputs = model.Inputs, Outputs = model.Outputs, Record = model.RecordColumn }, invocation.Terminal);
        var evaluation = model.Evaluate(table, RegressionForm.WarmUp(invocation.Parsed.GetValue(_warmUp), table));
        if (invocation.WantsJson)
        {
            JsonOutput.Write(invocation.Terminal.Output, RegressionScoresDocument.Of(evaluation), RegressionJsonContext.Default.RegressionScoresDocument);
            return ExitCode.Done;
        }
        invocation.Terminal.Output.WriteLine($"{NumberText.Count(evaluation.Steps)} steps in free run");
        RegressionText.WriteTable(invocation.Terminal.Output, evaluation);
        return ExitCode.Done;
    }
}

using System.CommandLine;
using System.Globalization;
using Recurrent.Cli.Presentation;
using Recurrent.Cli.Runs;
using Recurrent.TimeSeries.Embedded;
using Recurrent.TimeSeries.Signals.Regression.Data;
using Recurrent.TimeSeries.Signals.Regression.Model;

namespace Recurrent.Cli.Tasks.Signal.Regression;

/// <summary><c>rnn demo plant</c>: two generated tanks, learnt from an experiment and simulated from a plan of their input.</summary>
internal sealed class RegressionDemo : ITaskVerb
{
    public const string Name = "plant";
    private const double TrainShare = 0.8;
    private const int States = 2;
    private const int Restarts = 2;
    private const string PlanFile = "planned.csv";
    private const string SimulationFile = "simulated.csv";

    public IReadOnlyList<Option> Options => [];

    public int Run(TaskInvocation invocation)
    {
        var given = invocation.Training!.Read(invocation.Parsed);
        if (given.IsGiven("cell")) throw new UsageException("--cell: a plant is learnt by state-space networks, which have no choice of cells; leave it out.");
        var path = invocation.Out ?? Path.Combine("models", "demo-" + Name);
        var folder = DemoFolder.Take(path, "model", "metrics.json", "training.jsonl", RunRecord.FileName, PlanFile, SimulationFile);
        var outcome = RegressionRunner.Run(Request(invocation, folder), invocation.Notes, invocation.Cancellation);
        new RegressionReport(invocation.Terminal.Time).Write(folder.Report, "Two tanks, simulated from the voltage of their pump", outcome);
        var simulated = Simulate(outcome.Training.Model, folder, invocation.Cancellation);
        var output = invocation.Terminal.Output;
        if (invocation.WantsJson)
        {
            JsonOutput.Write(output, RegressionDocument.Of(outcome), RegressionJsonContext.Default.RegressionDocument);
            return ExitCode.Done;
        }

        RegressionText.WriteScores(output, outcome);
        output.WriteLine($"Plan:   {simulated} steps simulated from the voltage alone: {Path.Combine(folder.Path, SimulationFile)}");
        output.WriteLine($"Report: {Path.GetFullPath(folder.Report)}");
        output.WriteLine($"Next:   rnn predict {folder.Path} {Path.Combine(folder.Path, PlanFile)}");
        return ExitCode.Done;
    }

    private static RegressionRequest Request(TaskInvocation invocation, OutputFolder folder)
    {
        var given = invocation.Training!.Read(invocation.Parsed).Options;
        var options = new RegressorOptions { Seed = given.Seed, Threads = given.Threads, States = States, Restarts = Restarts };
        if (given.Hidden > RegressionKeys.MostUnits) throw new UsageException($"--hidden: received {given.Hidden}; the networks of a plant have at most {RegressionKeys.MostUnits} units.");
        if (given.Hidden is { } units) options = options with { Units = units };
        if (given.Epochs is { } iterations) options = options with { Iterations = iterations };
        var split = DemoPlant.Tanks().Split(TrainShare);
        return new RegressionRequest
        {
            DataName = "two tanks",
            Training = split.First,
            Test = split.Last,
            WarmUp = RegressionForm.UsualWarmUp,
            Options = options,
            Folder = folder,
            Command = CommandText.Of(invocation.Parsed, folder.Path),
        };
    }

    /// <summary>Writes the plan and what the model makes of it, as <c>rnn predict</c> would.</summary>
    private static long Simulate(SignalRegressor model, OutputFolder folder, CancellationToken cancellation)
    {
        var (plan, steps) = (Path.Combine(folder.Path, PlanFile), 0L);
        OutputFile.Write(plan, writer => WritePlan(writer, DemoPlant.Planned()));
        using var reader = new StreamReader(plan);
        OutputFile.Write(Path.Combine(folder.Path, SimulationFile), writer => steps = new RegressorPump(model).Run(reader, writer, plan, cancellation));
        return steps;
    }

    private static void WritePlan(TextWriter writer, RecordTable plan)
    {
        writer.WriteLine(plan.InputNames[0]);
        foreach (var value in plan.Records[0].Inputs) writer.WriteLine(value.ToString(CultureInfo.InvariantCulture));
    }
}

using System.CommandLine;
using Recurrent.Cli.Presentation;
using Recurrent.Cli.Runs;
using Recurrent.TimeSeries.Signals.Regression.Model;
using Recurrent.Training.Data;

namespace Recurrent.Cli.Tasks.Signal.Regression;

/// <summary><c>rnn predict</c> with a regressor: the input columns plus one <c>…-hat</c> column an output, row by row.</summary>
internal sealed class RegressionPredict : ITaskVerb
{
    public IReadOnlyList<Option> Options => [];

    public int Run(TaskInvocation invocation)
    {
        if (invocation.Input is not { } path) throw new UsageException("INPUT: a regressor needs rows of inputs; name a CSV file, or - for standard input.");
        if (path != SeriesFiles.StandardInput && !File.Exists(path)) throw new UsageException($"INPUT: there is no file '{path}'.");
        if (invocation.WantsJson && invocation.Out is null) throw new UsageException("--json: rows go to standard output; name a file with --out to get JSON there.");
        var pump = new RegressorPump(SignalRegressor.Load(invocation.Location!.Folder));
        using var reader = Open(path, invocation.Terminal);
        var name = path == SeriesFiles.StandardInput ? "stdin" : path;
        long rows = 0;
        ResultOutput.Write(invocation, writer => rows = pump.Run(reader, writer, name, invocation.Cancellation));
        if (invocation.Out is not { } file) return ExitCode.Done;
        if (invocation.WantsJson)
            JsonOutput.Write(invocation.Terminal.Output, new RegressionPredictionDocument(SignalTask.TaskName, file, rows), RegressionJsonContext.Default.RegressionPredictionDocument);
        else
            invocation.Notes.Say($"{NumberText.Count(rows)} rows: {file}");
        return ExitCode.Done;
    }

    private static LinesReader Open(string path, Terminal terminal) =>
        new(path == SeriesFiles.StandardInput ? new TextLines(terminal.OpenInput(), "stdin", isProse: false) : new TextLines(path));
}

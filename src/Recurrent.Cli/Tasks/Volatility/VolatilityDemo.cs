using System.CommandLine;
using Recurrent.Cli.Presentation;
using Recurrent.Cli.Runs;
using Recurrent.TimeSeries.Embedded;
using Recurrent.TimeSeries.Finance.Network;
using Recurrent.TimeSeries.Finance.Scoring;

namespace Recurrent.Cli.Tasks.Volatility;

/// <summary><c>rnn demo volatility</c>: generated prices whose volatility comes and goes.</summary>
internal sealed class VolatilityDemo : ITaskVerb
{
    public IReadOnlyList<Option> Options => [];

    public int Run(TaskInvocation invocation)
    {
        var folder = DemoFolder.Take(invocation.Out ?? Path.Combine("models", "demo-volatility"), "model", "checkpoint", "metrics.json", "training.jsonl", RunRecord.FileName);
        var given = invocation.Training!.Read(invocation.Parsed);
        var options = new VolatilityOptions { Seed = given.Options.Seed };
        if (given.Options.Hidden is { } hidden) options = options with { Hidden = hidden };
        if (given.Options.Epochs is { } epochs) options = options with { Epochs = epochs };
        if (given.IsGiven("cell")) options = options with { Cell = given.Options.Cell };
        var outcome = VolatilityRunner.Run(
            new VolatilityRequest
            {
                DataName = "generated prices",
                Prices = DemoPrices.Market(),
                Options = options,
                CostPerTrade = VolatilityEvaluator.UsualCost,
                Folder = folder,
                Command = CommandText.Of(invocation.Parsed, folder.Path),
            },
            invocation.Notes,
            invocation.Cancellation);
        VolatilitySection.WriteReport(outcome, "Volatility of generated prices", invocation.Terminal.Time);
        var output = invocation.Terminal.Output;
        if (invocation.WantsJson)
        {
            JsonOutput.Write(output, VolatilityDocument.Of(outcome), VolatilityJsonContext.Default.VolatilityDocument);
            return ExitCode.Done;
        }
        VolatilityText.WriteOutcome(output, outcome);
        output.WriteLine($"Report: {Path.GetFullPath(folder.Report)}");
        return ExitCode.Done;
    }
}

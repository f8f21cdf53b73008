using System.CommandLine;
using Recurrent.Cli.Presentation;
using Recurrent.TimeSeries.Finance;
using Recurrent.TimeSeries.Finance.Scoring;

namespace Recurrent.Cli.Tasks.Volatility;

/// <summary><c>rnn evaluate</c> with a volatility model.</summary>
internal sealed class VolatilityEvaluate : ITaskVerb
{
    private readonly Option<double> _cost = TradingCost.Create("Volatility: ");

    public IReadOnlyList<Option> Options => [_cost];

    public int Run(TaskInvocation invocation)
    {
        if (invocation.Input is not { } path)
            throw new UsageException("DATA: a volatility model needs prices to be scored on; name a CSV file, or - for standard input.");
        var cost = TradingCost.Read(invocation.Parsed, _cost);
        var model = VolatilityModel.Load(invocation.Location!.Folder);
        foreach (var network in model.State.Fits[^1].Networks.Networks) invocation.Terminal.Probe?.OnModel(network);
        var table = PriceColumnSymbols.ReadFor(model, invocation, path);
        var evaluation = VolatilityEvaluator.Evaluate(model, table, cost, invocation.Cancellation);
        if (invocation.WantsJson)
            JsonOutput.Write(invocation.Terminal.Output, VolatilityScoresDocument.Of(evaluation), VolatilityJsonContext.Default.VolatilityScoresDocument);
        else
            VolatilityText.WriteScores(invocation.Terminal.Output, evaluation);
        return ExitCode.Done;
    }
}

using Recurrent.Cli.Runs;
using Recurrent.TimeSeries.Signals.Regression.Data;
using Recurrent.TimeSeries.Signals.Regression.Model;

namespace Recurrent.Cli.Tasks.Signal.Regression;

/// <summary>Everything one run needs; made from arguments and checked before anything is written.</summary>
internal sealed record RegressionRequest : RunRequest
{
    public required RecordTable Training { get; init; }

    /// <summary>Steps to score on, from which nothing is learnt.</summary>
    public required RecordTable Test { get; init; }

    /// <summary>Steps at the start of every test record whose outputs set the state.</summary>
    public required int WarmUp { get; init; }

    public required RegressorOptions Options { get; init; }

    public override IEnumerable<string> Facts => [RegressionText.DataFacts(this)];
}

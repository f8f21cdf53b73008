using Recurrent.Cli.Runs;
using Recurrent.TimeSeries.Signals.Classification;

namespace Recurrent.Cli.Tasks.Signal.Classes;

/// <summary>Everything one run needs; made from arguments and checked before anything is written.</summary>
internal sealed record ClassesRequest : TaskRunRequest<SignalClassifierOptions>
{
    /// <summary>Signals to learn from.</summary>
    public required IReadOnlyList<TimeSeries.Signals.Signal> Training { get; init; }

    /// <summary>Signals to score on, from which nothing is learnt; may be empty.</summary>
    public required IReadOnlyList<TimeSeries.Signals.Signal> Test { get; init; }

    public override IEnumerable<string> Facts => [ClassesText.DataFacts(this)];
}

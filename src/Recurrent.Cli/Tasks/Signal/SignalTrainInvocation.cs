using System.CommandLine;
using Recurrent.Cli.Commands;
using Recurrent.Cli.Presentation;

namespace Recurrent.Cli.Tasks.Signal;

/// <summary>What the user asked of <c>train signal</c>.</summary>
internal sealed record SignalTrainInvocation
{
    public required ParseResult Parsed { get; init; }

    public required Notes Notes { get; init; }

    public required CancellationToken Cancellation { get; init; }

    /// <summary>The folder or file with the data.</summary>
    public required string Data { get; init; }

    /// <summary>Settings in the order in which they apply.</summary>
    public required IReadOnlyList<SignalSetting> Settings { get; init; }

    /// <summary>Where the run writes.</summary>
    public required OutputSymbols Output { get; init; }

    public Terminal Terminal => Notes.Terminal;
}

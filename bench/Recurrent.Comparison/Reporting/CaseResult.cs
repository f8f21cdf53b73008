namespace Recurrent.Comparison.Reporting;

/// <summary>One line of the table.</summary>
internal sealed record CaseResult
{
    /// <summary>Subcommand.</summary>
    public required string Kind { get; init; }

    /// <summary>Sizes as text.</summary>
    public required string Case { get; init; }

    /// <summary>B.</summary>
    public required int Batch { get; init; }

    /// <summary>Our milliseconds a run.</summary>
    public required double OursMs { get; init; }

    /// <summary>Name of the fastest peer.</summary>
    public required string Peer { get; init; }

    /// <summary>The peer's milliseconds a run.</summary>
    public required double PeerMs { get; init; }

    /// <summary>Median of the pairs' ratios, peer by ours.</summary>
    public required double Ratio { get; init; }

    /// <summary>Our GFLOP/s.</summary>
    public required double GigaflopsPerSecond { get; init; }

    /// <summary>Our GFLOP/s as a share of the roof measured in this run on as many threads.</summary>
    public required double RoofShare { get; init; }

    /// <summary>Words of a run; 0 where there are none.</summary>
    public required int Tokens { get; init; }
}

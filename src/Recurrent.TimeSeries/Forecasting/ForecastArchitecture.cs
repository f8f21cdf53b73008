namespace Recurrent.TimeSeries.Forecasting;

/// <summary>What is needed to build the network again; stored as <c>architecture</c> in <c>model.json</c>.</summary>
internal sealed record ForecastArchitecture
{
    /// <summary>Models of earlier versions go step by step.</summary>
    public ForecastBody Body { get; init; }

    /// <summary>Steps in a segment; 1 where the network goes step by step, and in models of earlier versions, which do not say.</summary>
    public int SegmentLength { get => field == 0 ? 1 : field; init; }

    /// <summary>Models of earlier versions forecast quantiles.</summary>
    public ForecastHead Head { get; init; }

    /// <summary>Paths drawn for a forecast; only where the head draws. Models of earlier versions do not say.</summary>
    public int Paths { get => field == 0 ? 1 : field; init; }

    public required string Cell { get; init; }

    public required int Hidden { get; init; }

    public required int Layers { get; init; }

    public required int Members { get; init; }

    public required double Dropout { get; init; }

    public required int Horizon { get; init; }

    public required double[] Quantiles { get; init; }

    public required int EncoderInputs { get; init; }

    public required int DecoderInputs { get; init; }
}

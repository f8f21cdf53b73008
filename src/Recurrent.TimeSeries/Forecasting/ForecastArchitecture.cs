namespace Recurrent.TimeSeries.Forecasting;

/// <summary>What is needed to build the network again; stored as <c>architecture</c> in <c>model.json</c>.</summary>
internal sealed record ForecastArchitecture
{
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

namespace Recurrent.TimeSeries.Finance.Storage;

/// <summary>What one fit knows beside its weights.</summary>
internal sealed record FitMemory
{
    public required DateOnly LearntThrough { get; init; }

    public required double Variance { get; init; }

    public required double RangeVariance { get; init; }

    public required double[] Residuals { get; init; }
}

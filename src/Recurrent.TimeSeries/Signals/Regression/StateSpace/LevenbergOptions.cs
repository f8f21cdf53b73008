namespace Recurrent.TimeSeries.Signals.Regression.StateSpace;

/// <summary>How a fit goes.</summary>
internal sealed record LevenbergOptions
{
    /// <summary>Improvements at most.</summary>
    public required int Iterations { get; init; }

    /// <summary>Improvements without a better validation error after which it stops.</summary>
    public int Patience { get; init; } = int.MaxValue;

    /// <summary>Weight of the squared nonlinear values beside the mean squared error.</summary>
    public double Ridge { get; init; }

    /// <summary>Whether the nonlinear values stay as they are.</summary>
    public bool LinearOnly { get; init; }

    /// <summary>Told after each improvement: iteration from 1, training RMSE, validation RMSE.</summary>
    public Action<int, double, double>? Progress { get; init; }

    /// <summary>Asked before each improvement whether to end early with the best so far.</summary>
    public Func<bool>? ShouldStop { get; init; }

    public CancellationToken Cancellation { get; init; }
}

using Recurrent.Training.Schedules;

namespace Recurrent.Training;

/// <summary>Where a run stands: together with weights, optimiser state and seed all that decides how it goes on.</summary>
internal sealed record TrainingProgress
{
    public long Step { get; set; }

    public int Epoch { get; set; }

    /// <summary>Batches of the epoch already used.</summary>
    public int Batch { get; set; }

    /// <summary>Sum over the epoch's batches of weight times loss, and of the weights.</summary>
    public double EpochLoss { get; set; }

    public double EpochWeight { get; set; }

    public long SkippedSteps { get; set; }

    public int SkipsInARow { get; set; }

    public double? BestScore { get; set; }

    public long BestStep { get; set; }

    public int BadValidations { get; set; }

    public PlateauState Plateau { get; set; } = PlateauState.Start;

    /// <summary>Updates the weight average has taken in.</summary>
    public long AverageUpdates { get; set; }

    public double ElapsedSeconds { get; set; }
}

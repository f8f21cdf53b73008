using Recurrent.Layers;
using Recurrent.Training;

namespace Recurrent.TimeSeries.Forecasting;

/// <summary>What the training of a head needs beside data and settings.</summary>
internal interface IHeadTraining
{
    /// <summary>The network to train.</summary>
    Module Network { get; }

    /// <summary>Starts the network at the base forecast and its errors.</summary>
    /// <param name="sample">Some windows of the training part.</param>
    void Begin(WindowOrigin[] sample);

    /// <summary>Batches, loss and validation.</summary>
    ITrainingJob Job(TrainingWindows windows, JobSizes sizes);

    /// <summary>Quantiles of some windows beside what happened, to calibrate intervals by.</summary>
    IReadOnlyList<ScoredBatch> Score(WindowOrigin[] windows, int threads);
}

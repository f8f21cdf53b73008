using Recurrent.Training.Events;

namespace Recurrent.TimeSeries.Tests.Forecasting;

/// <summary>Collects the training loss of every epoch.</summary>
internal sealed class EpochLosses : ITrainingObserver
{
    public List<double> Values { get; } = [];

    public void OnEpoch(in EpochRecord record) => Values.Add(record.Loss);
}

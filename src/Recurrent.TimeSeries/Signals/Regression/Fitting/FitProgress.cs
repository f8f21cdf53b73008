using System.Collections.Immutable;
using System.Diagnostics;
using Recurrent.Training;
using Recurrent.Training.Events;

namespace Recurrent.TimeSeries.Signals.Regression.Fitting;

/// <summary>Tells observers of fits that run at the same time, one after the other.</summary>
internal sealed class FitProgress(ImmutableArray<ITrainingObserver> observers)
{
    private readonly Lock _lock = new();
    private readonly long _start = Stopwatch.GetTimestamp();
    private long _steps;
    private int _fits;
    private double _best = double.PositiveInfinity;
    private long _bestStep;

    public double Seconds => Stopwatch.GetElapsedTime(_start).TotalSeconds;

    public long Steps => Interlocked.Read(ref _steps);

    public int Fits => Volatile.Read(ref _fits);

    public void Improved(double training)
    {
        lock (_lock)
        {
            var record = new StepRecord(++_steps, _fits, training * training, 0, 0, Seconds);
            foreach (var observer in observers) observer.OnStep(record);
        }
    }

    /// <summary>A fit has ended.</summary>
    public void Ended(double training, double validation)
    {
        lock (_lock)
        {
            var isBest = validation < _best;
            if (isBest) (_best, _bestStep) = (validation, _steps);
            var epoch = new EpochRecord(_fits++, _steps, training * training, Seconds);
            var record = new ValidationRecord(_steps, new Evaluation(validation * validation), isBest, Seconds);
            foreach (var observer in observers)
            {
                observer.OnEpoch(epoch);
                observer.OnValidation(record);
            }
        }
    }

    public void Stopped(StopReason reason)
    {
        var record = new StopRecord(new TrainResult(reason, _steps, _fits, 0, _best * _best, _bestStep), Seconds);
        foreach (var observer in observers) observer.OnStop(record);
    }
}

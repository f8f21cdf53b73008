using System.Collections.Immutable;
using Recurrent.Training.Events;

namespace Recurrent.Text.Answering;

/// <summary>
/// Tells observers of trainings that run side by side as if they ran one after another: events of a later one wait until all earlier ones have
/// ended, and steps, epochs and seconds go on counting.
/// </summary>
internal sealed class OrderedEvents(ImmutableArray<ITrainingObserver> observers)
{
    private readonly Lock _lock = new();
    private readonly List<Part> _parts = [];
    private int _head;
    private long _steps;
    private int _epochs;
    private double _seconds;

    /// <summary>The observer of the next training; ask for all of them, in their order, before the first begins.</summary>
    public ITrainingObserver Next()
    {
        _parts.Add(new Part(this, _parts.Count));
        return _parts[^1];
    }

    /// <summary>Tells the end of all trainings that were made.</summary>
    public void Stop()
    {
        StopRecord[] ends = [.. _parts.Select(static one => one.End).OfType<StopRecord>()];
        if (ends.Length == 0) return;
        var best = ends.Select(static one => one.Result).MinBy(static one => one.BestScore ?? double.PositiveInfinity)!;
        var all = best with { Steps = _steps, Epochs = _epochs, SkippedSteps = ends.Sum(static one => one.Result.SkippedSteps) };
        foreach (var observer in observers) observer.OnStop(new StopRecord(all, _seconds));
    }

    private void Take(Part part, Action<ITrainingObserver> tell)
    {
        lock (_lock)
        {
            if (part.Index == _head) Tell(tell);
            else part.Waiting.Enqueue(tell);
        }
    }

    private void End(Part part, StopRecord record)
    {
        lock (_lock)
        {
            part.End = record;
            while (_head < _parts.Count && _parts[_head].End is { } ended)
            {
                (_steps, _epochs, _seconds, _head) = (_steps + ended.Result.Steps, _epochs + ended.Result.Epochs, _seconds + ended.ElapsedSeconds, _head + 1);
                if (_head == _parts.Count) return;
                while (_parts[_head].Waiting.TryDequeue(out var tell)) Tell(tell);
            }
        }
    }

    private void Tell(Action<ITrainingObserver> tell)
    {
        foreach (var observer in observers) tell(observer);
    }

    private sealed class Part(OrderedEvents all, int index) : ITrainingObserver
    {
        public int Index => index;

        public Queue<Action<ITrainingObserver>> Waiting { get; } = new();

        public StopRecord? End { get; set; }

        /// <summary>Of the first training only: the others tell of their start when it is long past, and their network another one.</summary>
        public void OnStart(in StartRecord record)
        {
            var own = record;
            if (index == 0) all.Take(this, observer => observer.OnStart(own));
        }

        public void OnStep(in StepRecord record)
        {
            var own = record;
            all.Take(this, observer => observer.OnStep(own with { Step = own.Step + all._steps, Epoch = own.Epoch + all._epochs, ElapsedSeconds = own.ElapsedSeconds + all._seconds }));
        }

        public void OnSkip(in SkipRecord record)
        {
            var own = record;
            all.Take(this, observer => observer.OnSkip(own with { Step = own.Step + all._steps }));
        }

        public void OnEpoch(in EpochRecord record)
        {
            var own = record;
            all.Take(this, observer => observer.OnEpoch(own with { Step = own.Step + all._steps, Epoch = own.Epoch + all._epochs, ElapsedSeconds = own.ElapsedSeconds + all._seconds }));
        }

        public void OnValidation(in ValidationRecord record)
        {
            var own = record;
            all.Take(this, observer => observer.OnValidation(own with { Step = own.Step + all._steps, ElapsedSeconds = own.ElapsedSeconds + all._seconds }));
        }

        public void OnCheckpoint(in CheckpointRecord record)
        {
            var own = record;
            all.Take(this, observer => observer.OnCheckpoint(own with { Step = own.Step + all._steps }));
        }

        public void OnStop(in StopRecord record) => all.End(this, record);
    }
}

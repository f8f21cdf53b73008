namespace Recurrent.Training.Events;

/// <summary>Remembers how long a run took.</summary>
internal sealed class RunClock : ITrainingObserver
{
    public double Seconds { get; private set; }

    public void OnStop(in StopRecord record) => Seconds = record.ElapsedSeconds;
}

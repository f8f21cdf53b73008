namespace Recurrent.Training.Tests;

/// <summary>A clock that is set by hand.</summary>
internal sealed class StepClock : TimeProvider
{
    public long Seconds { get; set; }

    public override long TimestampFrequency => 1;

    public override long GetTimestamp() => Seconds;
}

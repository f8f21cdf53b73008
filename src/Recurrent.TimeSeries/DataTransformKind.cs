namespace Recurrent.TimeSeries;

/// <summary>A transformation applied to values before scaling.</summary>
public enum DataTransformKind
{
    /// <summary>Values as they are.</summary>
    None,

    /// <summary>Natural logarithm, for positive series whose swings grow with their level.</summary>
    Log,
}

namespace Recurrent.Interop.Weights.Pickles;

/// <summary>Where on the stack the items of a container begin.</summary>
internal sealed class PickleMark
{
    public static PickleMark Instance { get; } = new();
}

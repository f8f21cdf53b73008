namespace Recurrent.Interop.Onnx.Import;

/// <summary>Bounds for the run of a model that may come from anywhere: its loops and sizes are whatever the file says.</summary>
public sealed record OnnxRunOptions
{
    /// <summary>The most elements one value may have; 2^28 by default, 1 GiB of float32.</summary>
    public long MaximumElements { get; init => field = Positive(value, nameof(MaximumElements)); } = 1L << 28;

    /// <summary>The most nodes a run may execute, those in loops once for every turn; 100 million by default.</summary>
    public long MaximumNodeRuns { get; init => field = Positive(value, nameof(MaximumNodeRuns)); } = 100_000_000;

    /// <summary>Threads for large products; 0, the default, for as many as the machine has cores. Results do not depend on it.</summary>
    public int Threads
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfNegative(value);
            field = value;
        }
    }

    private static long Positive(long value, string name) => value > 0 ? value : throw new ArgumentOutOfRangeException(name, value, "Expected at least 1.");
}

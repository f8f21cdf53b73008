using Recurrent.Tensors.Sequences;

namespace Recurrent.Layers.Sequence;

/// <summary>How live streams are run: <see cref="SequenceLayer.OpenStream(StreamOptions)"/> and <see cref="SequenceLayer.OpenStreams"/>.</summary>
public sealed record StreamOptions
{
    private const int MostThreads = 1024;

    /// <summary>
    /// Most threads of a step, 1 to 1024; 0, the default, allows one per core. A step takes several where there is enough work and while they are
    /// faster than one, which is timed now and then. The results are the same bits whatever it is.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">Set below 0 or above 1024: every thread is kept for the life of the process.</exception>
    public int Threads
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfNegative(value, nameof(Threads));
            ArgumentOutOfRangeException.ThrowIfGreaterThan(value, MostThreads, nameof(Threads));
            field = value;
        }
    }

    /// <summary>
    /// How the streams' copy of the weights is kept; float32 by default, which gives the numbers of <see cref="SequenceLayer.Run"/>. Fewer
    /// bits make steps of large layers faster, since reading the weights is most of the time, and change the outputs a little.
    /// </summary>
    public WeightPrecision Weights { get; init; } = WeightPrecision.Single;
}

namespace Recurrent.Training.Optimizers;

/// <summary>The arrays of one parameter that an update touches; memory an optimiser does not have is empty.</summary>
internal readonly ref struct UpdateTarget(Span<float> values, ReadOnlySpan<float> gradient, Span<float> first, Span<float> second, Span<float> third)
{
    public Span<float> Values { get; } = values;

    public ReadOnlySpan<float> Gradient { get; } = gradient;

    public Span<float> First { get; } = first;

    public Span<float> Second { get; } = second;

    public Span<float> Third { get; } = third;

    /// <summary>What every gradient is multiplied by first; 1 for nothing.</summary>
    public float GradientFactor { get; init; } = 1;

    /// <summary>How many threads may share the elements; 0 for one per core.</summary>
    public int Threads { get; init; }

    public UpdateTarget Slice(int start, int length) => new(
        Values.Slice(start, length),
        Gradient.Slice(start, length),
        SliceOrEmpty(First, start, length),
        SliceOrEmpty(Second, start, length),
        SliceOrEmpty(Third, start, length))
    {
        GradientFactor = GradientFactor,
    };

    private static Span<float> SliceOrEmpty(Span<float> span, int start, int length) => span.IsEmpty ? span : span.Slice(start, length);
}

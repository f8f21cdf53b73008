using Recurrent.Comparison.Cases;

namespace Recurrent.Comparison.Contenders;

/// <summary>A short stream of inputs, read round and round, so that states keep moving.</summary>
internal sealed class StepInputs(SequenceCase sizes)
{
    private const int Count = 32;
    private readonly float[][] _inputs =
        [.. new Numbers(seed: 22).Normal("stream", Count * sizes.Input).Chunk(sizes.Input)];

    private int _next;

    /// <summary>Steps of one round.</summary>
    public static int Length => Count;

    /// <summary>Back to the first input.</summary>
    public void Rewind() => _next = 0;

    /// <summary>The next step's features.</summary>
    public ReadOnlySpan<float> Next()
    {
        float[] input = _inputs[_next];
        _next = (_next + 1) % Count;
        return input;
    }
}

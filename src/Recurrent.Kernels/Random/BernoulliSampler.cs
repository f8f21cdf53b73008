namespace Recurrent.Kernels.Random;

/// <summary>A value with a given probability, to a resolution of 2⁻³², else 0.</summary>
/// <param name="probability">Of the value, in [0, 1].</param>
/// <param name="value">What stands where the event happens.</param>
internal readonly struct BernoulliSampler(double probability, float value) : ISampler<float>
{
    private readonly ulong _threshold = (ulong)(probability * 4294967296.0);

    /// <inheritdoc/>
    public void Sample(PhiloxBlock block, Span<float> destination)
    {
        destination[3] = Pick(block.Word3);
        destination[0] = Pick(block.Word0);
        destination[1] = Pick(block.Word1);
        destination[2] = Pick(block.Word2);
    }

    private float Pick(uint word) => word < _threshold ? value : 0f;
}

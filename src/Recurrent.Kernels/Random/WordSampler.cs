namespace Recurrent.Kernels.Random;

/// <summary>The words themselves.</summary>
internal readonly struct WordSampler : ISampler<uint>
{
    /// <inheritdoc/>
    public void Sample(PhiloxBlock block, Span<uint> destination)
    {
        destination[3] = block.Word3;
        destination[0] = block.Word0;
        destination[1] = block.Word1;
        destination[2] = block.Word2;
    }
}

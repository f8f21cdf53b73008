namespace Recurrent.Layers.Memory;

/// <summary>Sizes of an <see cref="EntityNetwork"/>.</summary>
public sealed record EntityNetworkOptions : StoryReaderOptions
{
    /// <summary>M, blocks of memory, at least 1; 20 by default, as in the paper.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Set below 1.</exception>
    public int Blocks
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, 1);
            field = value;
        }
    } = 20;
}

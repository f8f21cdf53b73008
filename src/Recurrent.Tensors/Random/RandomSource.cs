namespace Recurrent.Tensors.Random;

/// <summary>The seed of a run and the named streams of random numbers that follow from it.</summary>
/// <param name="seed">Any number; the same seed gives the same numbers on every machine, thread count and vector width.</param>
/// <remarks>Streams with different names are independent, so adding a consumer does not shift what the others draw.</remarks>
public sealed class RandomSource(ulong seed)
{
    /// <summary>The seed it was made with, to be written beside every result.</summary>
    public ulong Seed => seed;

    /// <summary>The stream of a name, from its beginning.</summary>
    /// <param name="name">What the numbers are for, such as <c>"initialization/encoder.weight_ih_l0"</c>.</param>
    /// <param name="index">Numbers streams of one name, such as the training step.</param>
    /// <returns>A stream at position 0.</returns>
    public RandomStream Stream(string name, ulong index = 0)
    {
        ArgumentNullException.ThrowIfNull(name);

        // FNV-1a over the name, then the splitmix64 finaliser over each part: cheap, and every input bit reaches every key bit.
        ulong hash = 0xcbf29ce484222325;
        foreach (char character in name)
        {
            hash = (hash ^ character) * 0x100000001b3;
        }

        return new RandomStream(Mix(Mix(Mix(seed) ^ hash) ^ index), 0);
    }

    private static ulong Mix(ulong value)
    {
        value += 0x9e3779b97f4a7c15;
        value = (value ^ (value >> 30)) * 0xbf58476d1ce4e5b9;
        value = (value ^ (value >> 27)) * 0x94d049bb133111eb;
        return value ^ (value >> 31);
    }
}

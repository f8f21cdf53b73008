namespace Recurrent.Interop.Tests.Weights;

/// <summary>Whole numbers from a seed, the same on every machine (splitmix64).</summary>
internal sealed class FuzzNumbers(ulong seed)
{
    private ulong _state = seed;

    public int Below(int bound) => (int)(Next() % (ulong)bound);

    public byte Byte() => (byte)Below(256);

    private ulong Next()
    {
        ulong value = _state += 0x9e3779b97f4a7c15;
        value = (value ^ (value >> 30)) * 0xbf58476d1ce4e5b9;
        value = (value ^ (value >> 27)) * 0x94d049bb133111eb;
        return value ^ (value >> 31);
    }
}

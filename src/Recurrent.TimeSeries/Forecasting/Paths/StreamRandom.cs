using Recurrent.Tensors.Random;

namespace Recurrent.TimeSeries.Forecasting.Paths;

/// <summary>A named stream of random numbers in the shape that samplers of distributions ask for.</summary>
internal sealed class StreamRandom(RandomStream stream) : System.Random(Seed: 0)
{
    private const int Taken = 32;
    private const double LowBits = 1.0 / (1 << 24);
    private readonly float[] _numbers = new float[Taken];
    private RandomStream _stream = stream;
    private int _used = Taken;

    public override double NextDouble() => Sample();

    public override int Next() => Next(int.MaxValue);

    public override int Next(int maxValue) => Next(0, maxValue);

    public override int Next(int minValue, int maxValue) => (int)(minValue + Math.Floor(Sample() * ((double)maxValue - minValue)));

    public override void NextBytes(byte[] buffer) => NextBytes(buffer.AsSpan());

    public override void NextBytes(Span<byte> buffer)
    {
        foreach (ref var one in buffer) one = (byte)Next(256);
    }

    /// <summary>Two numbers of 24 bits as one of 48: tails reach further than 1 in 16 million.</summary>
    protected override double Sample()
    {
        var high = Take();
        return high + (LowBits * Take());
    }

    private float Take()
    {
        if (_used == Taken)
        {
            _stream.FillUniform(_numbers);
            (_stream, _used) = (_stream.Advance(Taken), 0);
        }
        return _numbers[_used++];
    }
}

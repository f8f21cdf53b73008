namespace Recurrent.TimeSeries.Signals.Features;

/// <summary>Triangular filters that are equally wide on the mel scale, over the bins of a power spectrum.</summary>
/// <remarks>m = 2595 log10(1 + f/700); neighbouring triangles overlap by half and have height 1 (Davis and Mermelstein, 1980; the HTK book, 5.4).</remarks>
internal sealed class MelFilterBank
{
    private readonly int[] _first;
    private readonly float[][] _weights;

    /// <summary>Lays the filters over a spectrum.</summary>
    /// <param name="options">Bands and their limits.</param>
    /// <param name="sampleRate">Samples a second.</param>
    /// <param name="length">Length of the transform, so that bin k is at k·rate/length.</param>
    public MelFilterBank(SoundFeatureOptions options, double sampleRate, int length)
    {
        var (low, high) = (Mel(options.LowHz), Mel(options.HighHz));
        _first = new int[options.Bands];
        _weights = new float[options.Bands][];
        for (var band = 0; band < options.Bands; band++)
        {
            var (left, centre, right) = (Edge(band), Edge(band + 1), Edge(band + 2));
            var weights = new List<float>();
            for (var bin = 0; bin <= length / 2; bin++)
            {
                var mel = Mel(bin * sampleRate / length);
                var weight = mel <= centre ? (mel - left) / (centre - left) : (right - mel) / (right - centre);
                if (weight <= 0) continue;
                if (weights.Count == 0) _first[band] = bin;
                weights.Add((float)weight);
            }
            _weights[band] = weights.Count > 0 ? [.. weights] : Nearest(band, centre, sampleRate, length);
        }

        double Edge(int index) => low + ((high - low) * index / (options.Bands + 1));
    }

    public int Bands => _first.Length;

    public static double Mel(double hertz) => 2595 * Math.Log10(1 + (hertz / 700));

    /// <summary>Energy of every band.</summary>
    /// <param name="power">Power by bin. [length/2 + 1]</param>
    /// <param name="destination">[bands]</param>
    public void Apply(ReadOnlySpan<float> power, Span<float> destination)
    {
        for (var band = 0; band < _first.Length; band++)
        {
            var sum = 0f;
            var weights = _weights[band];
            var bins = power.Slice(_first[band], weights.Length);
            for (var index = 0; index < weights.Length; index++) sum += weights[index] * bins[index];
            destination[band] = sum;
        }
    }

    /// <summary>A band narrower than the distance of two bins takes the bin next to its middle; without it, it would be empty for ever.</summary>
    private float[] Nearest(int band, double centre, double sampleRate, int length)
    {
        var hertz = 700 * (Math.Pow(10, centre / 2595) - 1);
        _first[band] = Math.Clamp((int)Math.Round(hertz * length / sampleRate), 0, length / 2);
        return [1];
    }
}

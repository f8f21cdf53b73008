using Recurrent.TimeSeries.Signals.Features;

namespace Recurrent.TimeSeries.Tests.Signals;

public sealed class SoundFeaturesTests
{
    [Theory]
    [InlineData(4)]
    [InlineData(64)]
    [InlineData(256)]
    public void Power_is_that_of_the_sum_of_its_definition(int length)
    {
        var random = new Random(3);
        var frame = new float[length + 2];
        for (var index = 0; index < length; index++) frame[index] = random.NextSingle() - 0.5f;
        var samples = frame[..length];
        var power = new float[(length / 2) + 1];
        PowerSpectrum.Compute(frame, power);
        for (var k = 0; k < power.Length; k++)
        {
            var (real, imaginary) = (0.0, 0.0);
            for (var n = 0; n < length; n++)
            {
                real += samples[n] * Math.Cos(Math.Tau * k * n / length);
                imaginary -= samples[n] * Math.Sin(Math.Tau * k * n / length);
            }
            Assert.Equal((real * real) + (imaginary * imaginary), power[k], 1e-4 * length);
        }
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(700, 781.1728)] // 2595 log10 2
    [InlineData(1000, 999.9855)]
    public void Mel_follows_its_formula(double hertz, double mel) => Assert.Equal(mel, MelFilterBank.Mel(hertz), 1e-3);

    [Fact]
    public void Filters_sum_to_one_between_the_first_and_the_last_middle()
    {
        var options = new SoundFeatureOptions { Bands = 10, LowHz = 100, HighHz = 3600 };
        var filters = new MelFilterBank(options, 8000, 256);
        var (power, bands) = (new float[129], new float[10]);
        for (var bin = 20; bin < 95; bin++)
        {
            Array.Clear(power);
            power[bin] = 1;
            filters.Apply(power, bands);
            Assert.Equal(1, bands.Sum(), 1e-5);
            Assert.InRange(bands.Count(static one => one > 0), 1, 2);
        }
    }

    [Fact]
    public void Bands_narrower_than_a_bin_are_not_empty()
    {
        var filters = new MelFilterBank(new SoundFeatureOptions { Bands = 128, HighHz = 3600 }, 8000, 256);
        var (power, bands) = (new float[129], new float[128]);
        Array.Fill(power, 1);
        filters.Apply(power, bands);
        Assert.DoesNotContain(0f, bands);
    }

    [Fact]
    public void Cosine_transform_gives_the_values_worked_out_by_hand()
    {
        // N = 4, x = 1 2 3 4: c0 = 10/2; c1 = √½ (1−4) cos(π/8) + √½ (2−3) cos(3π/8) = −2.2304; c2 = 0; c3 = −0.1585.
        var coefficients = new float[4];
        new CosineTransform(4, 4).Apply([1, 2, 3, 4], coefficients);
        Assert.Equal(5, coefficients[0], 1e-5);
        Assert.Equal(-2.2304, coefficients[1], 1e-4);
        Assert.Equal(0, coefficients[2], 1e-5);
        Assert.Equal(-0.1585, coefficients[3], 1e-4);
    }

    [Fact]
    public void A_tone_is_loudest_in_the_band_of_its_frequency_and_louder_by_ln_100_for_ten_times_its_height()
    {
        var options = new SoundFeatureOptions();
        var (loud, quiet) = (Extract(options, Tone(1000, 8000, 0.5f), 8000), Extract(options, Tone(1000, 8000, 0.05f), 8000));
        var expected = (int)Math.Round((Mel(1000) - Mel(options.LowHz)) / (Mel(options.HighHz) - Mel(options.LowHz)) * (options.Bands + 1)) - 1;
        for (var frame = 1; frame < 40; frame++)
        {
            var row = loud.AsSpan(frame * 40, 40).ToArray();
            Assert.Equal(expected, Array.IndexOf(row, row.Max()));
            Assert.Equal(Math.Log(100), row[expected] - quiet[(frame * 40) + expected], 1e-2);
        }
    }

    [Fact]
    public void Another_sample_rate_gives_the_same_features()
    {
        var options = new SoundFeatureOptions();
        var (low, high) = (Extract(options, Tone(1000, 8000, 0.5f), 8000), Extract(options, Tone(1000, 16000, 0.5f), 16000));
        Assert.Equal(low.Length, high.Length);
        var (a, b) = (low.AsSpan(400, 40).ToArray(), high.AsSpan(400, 40).ToArray());
        Assert.Equal(Array.IndexOf(a, a.Max()), Array.IndexOf(b, b.Max()));
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(200, 1)]
    [InlineData(201, 2)]
    [InlineData(280, 2)]
    [InlineData(8000, 99)]
    public void Frames_cover_every_sample(int samples, int frames) =>
        Assert.Equal(frames * 20, Extract(new SoundFeatureOptions { Kind = FeatureKind.Mfcc }, new float[samples], 8000).Length);

    [Fact]
    public void Silence_is_finite_and_a_rate_too_low_is_refused()
    {
        Assert.All(Extract(new SoundFeatureOptions(), new float[800], 8000), static value => Assert.Equal(Math.Log(1e-8), value, 1e-4));
        Assert.Throws<ArgumentException>(() => Extract(new SoundFeatureOptions(), new float[800], 7000));
        Assert.Throws<ArgumentException>(() => Extract(new SoundFeatureOptions(), [], 8000));
        Assert.Throws<ArgumentException>(() => new SoundFeatures(new SoundFeatureOptions { LowHz = 4000 }));
    }

    [Fact]
    public void Slopes_are_those_of_a_straight_line_and_half_of_it_at_the_ends()
    {
        float[] rows = Differences.Append([0, 10, 1, 20, 2, 30, 3, 40], 2, reach: 1, gain: 1);
        Assert.Equal([0, 10, 0.5f, 5, 1, 20, 1, 10, 2, 30, 1, 10, 3, 40, 0.5f, 5], rows);
    }

    [Fact]
    public void Scale_is_mean_and_deviation_and_leaves_what_never_moves_alone()
    {
        var scale = FeatureScale.Of([[1, 7, 3, 7], [5, 7]], 2);
        Assert.Equal([3f, 7f], scale.Means);
        Assert.Equal(Math.Sqrt(8.0 / 3), scale.Deviations[0], 1e-6);
        Assert.Equal(1f, scale.Deviations[1]);
        Assert.Equal([0f, 0f], scale.Normalise([3, 7]));
    }

    private static double Mel(double hertz) => MelFilterBank.Mel(hertz);

    private static float[] Extract(SoundFeatureOptions options, float[] samples, double rate) => new SoundFeatures(options).Extract(samples, rate);

    private static float[] Tone(double hertz, int rate, float height) => [.. Enumerable.Range(0, rate / 2).Select(index => height * (float)Math.Sin(Math.Tau * hertz * index / rate))];
}

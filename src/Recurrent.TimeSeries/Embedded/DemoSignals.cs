using Recurrent.Tensors.Random;
using Recurrent.TimeSeries.Signals;

namespace Recurrent.TimeSeries.Embedded;

/// <summary>Generated signals of known classes, to try classification on without a file; the same numbers every time.</summary>
public static class DemoSignals
{
    private const int SampleRate = 8000;
    private const int SoundsPerClass = 40;
    private const int StrokesPerClass = 60;
    private const int Draws = 8;
    private static readonly string[] SoundNames = ["rising", "falling", "warble", "steady", "two-tone"];
    private static readonly string[] StrokeNames = ["circle", "eight", "triangle", "zigzag", "spiral"];

    /// <summary>Sounds of a quarter to half a second at 8 kHz in noise: rising, falling, warbling and steady tones and two tones one after the other, 40 of each.</summary>
    public static IReadOnlyList<Signal> Sounds() => Make("sound", SoundNames, SoundsPerClass, Sound);

    /// <summary>Strokes of a trembling pen, columns x and y: circles, eights, triangles, zigzags and spirals, 60 of each, turned and stretched.</summary>
    public static IReadOnlyList<Signal> Strokes() => Make("stroke", StrokeNames, StrokesPerClass, Stroke);

    private static List<Signal> Make(string kind, string[] names, int each, Func<string, float[], RandomStream, string, Signal> make)
    {
        var signals = new List<Signal>();
        for (var index = 0; index < names.Length * each; index++)
        {
            var random = new RandomSource(1).Stream("demo/" + kind, (ulong)index);
            var draws = new float[Draws];
            random.FillUniform(draws);
            signals.Add(make(names[index / each], draws, random.Advance(Draws), $"{kind}-{index:000}"));
        }
        return signals;
    }

    private static Signal Sound(string label, float[] draws, RandomStream random, string name)
    {
        var count = (int)(SampleRate * (0.25 + (0.25 * draws[0])));
        var values = new float[count];
        random.FillNormal(values);
        var (low, width, noise) = (400 + (500 * draws[1]), 1.25 + (0.4 * draws[2]), 0.02 + (0.25 * draws[3]));
        var phase = 0.0;
        for (var index = 0; index < count; index++)
        {
            var part = (double)index / count;
            var hertz = label switch
            {
                "rising" => low * Math.Pow(width, part),
                "falling" => low * Math.Pow(width, 1 - part),
                "warble" => low * (1 + ((width - 1) * 0.5 * Math.Sin(Math.Tau * (9 + (4 * draws[4])) * index / SampleRate))),
                "two-tone" => part < 0.5 ? low : low * width,
                _ => low * (1 + (0.02 * draws[4])),
            };
            phase += Math.Tau * hertz / SampleRate;
            var loudness = (0.1 + (0.4 * draws[5])) * Math.Min(1, Math.Min(part, 1 - part) * 10);
            values[index] = (float)(loudness * (Math.Sin(phase) + (0.3 * Math.Sin(2 * phase)) + (noise * values[index])));
        }
        return new Signal(name, ["sound"], values, SampleRate) { Label = label };
    }

    private static Signal Stroke(string label, float[] draws, RandomStream random, string name)
    {
        var count = 20 + (int)(30 * draws[0]);
        var values = new float[2 * count];
        random.FillNormal(values);
        var (turn, scaleX, scaleY, tremble) = (0.8 * (draws[1] - 0.5), 0.6 + (0.8 * draws[2]), 0.6 + (0.8 * draws[3]), 0.06 + (0.22 * draws[4]));
        for (var row = 0; row < count; row++)
        {
            var part = (double)row / (count - 1);
            var (x, y) = Shape(label, part, draws[5]);
            (x, y) = (scaleX * ((x * Math.Cos(turn)) - (y * Math.Sin(turn))), scaleY * ((x * Math.Sin(turn)) + (y * Math.Cos(turn))));
            values[2 * row] = (float)(x + (tremble * values[2 * row]));
            values[(2 * row) + 1] = (float)(y + (tremble * values[(2 * row) + 1]));
        }
        return new Signal(name, ["x", "y"], values) { Label = label };
    }

    private static (double X, double Y) Shape(string label, double part, double start)
    {
        var angle = Math.Tau * (part + (0.25 * start));
        switch (label)
        {
            case "circle": return (Math.Cos(angle), Math.Sin(angle));
            case "eight": return (Math.Sin(angle), Math.Sin(2 * angle) / 1.5);
            case "spiral": return ((0.3 + (0.9 * part)) * Math.Cos(1.3 * angle), (0.3 + (0.9 * part)) * Math.Sin(1.3 * angle));
            case "zigzag": return ((2 * part) - 1, (4 * Math.Abs((2 * part % 1) - 0.5)) - 1);
            default:
                var place = (3 * part) + start;
                var (from, to) = (Corner((int)place), Corner((int)place + 1));
                var along = place - (int)place;
                return (from.X + (along * (to.X - from.X)), from.Y + (along * (to.Y - from.Y)));
        }
    }

    private static (double X, double Y) Corner(int index) => (Math.Cos((Math.Tau * index / 3) + 0.5), Math.Sin((Math.Tau * index / 3) + 0.5));
}

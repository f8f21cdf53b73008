using Recurrent.Tensors.Random;
using Recurrent.TimeSeries.Signals.Regression.Data;

namespace Recurrent.TimeSeries.Embedded;

/// <summary>A generated plant to try system identification on without a file: two tanks below each other; the same numbers every time.</summary>
/// <remarks>
/// A pump fills the upper tank, which drains into the lower one, whose level is measured every 4 seconds. Outflow follows Torricelli's law, the square
/// root of the level, and the upper tank runs over at 10 cm, half of it into the lower one: x₁' = a·u − b·√x₁, x₂' = b·√x₁ − c·√x₂ + overflow / 2.
/// </remarks>
public static class DemoPlant
{
    private const double Filling = 0.09;
    private const double Draining = 0.16;
    private const double Leaving = 0.17;
    private const double Brim = 10;
    private const double SecondsPerStep = 4;
    private const int PartsOfStep = 8;
    private const int LongestHold = 40;
    private const double Noise = 0.04;

    /// <summary>Two hours and a half of an experiment: pump voltage <c>pump</c>, 1 to 6 V held for up to 160 s, and lower level <c>level</c> in cm with noise.</summary>
    /// <returns>One record of 2,250 steps.</returns>
    public static RecordTable Tanks() => new("two tanks", ["pump"], ["level"], [Measure("experiment", 2250, hasOutputs: true)]);

    /// <summary>Pump voltages of twenty minutes to come, and nothing measured.</summary>
    /// <returns>One record of 300 steps without outputs.</returns>
    public static RecordTable Planned() => new("planned pumping", ["pump"], [], [Measure("plan", 300, hasOutputs: false)]);

    private static SignalRecord Measure(string name, int steps, bool hasOutputs)
    {
        var pump = Pump(name, steps);
        if (!hasOutputs) return new SignalRecord("", pump, 1, [], 0);
        var level = new double[steps];
        var noise = new float[steps];
        new RandomSource(1).Stream("demo/plant/" + name + "/noise").FillNormal(noise);
        double upper = 3, lower = 3;
        for (var step = 0; step < steps; step++)
        {
            level[step] = Math.Round(lower + (Noise * noise[step]), 3);
            for (var part = 0; part < PartsOfStep; part++) Flow(pump[step], ref upper, ref lower);
        }

        return new SignalRecord("", pump, 1, level, 1);
    }

    private static double[] Pump(string name, int steps)
    {
        var draws = new float[2 * steps];
        new RandomSource(1).Stream("demo/plant/" + name + "/pump").FillUniform(draws);
        var pump = new double[steps];
        for (int step = 0, hold = 0, draw = 0; step < steps; step++, hold--)
        {
            if (hold == 0)
            {
                hold = 1 + (int)(LongestHold * draws[draw + 1]);
                pump[step] = Math.Round(1 + (5 * draws[draw]), 2);
                draw += 2;
            }
            else pump[step] = pump[step - 1];
        }

        return pump;
    }

    private static void Flow(double pump, ref double upper, ref double lower)
    {
        const double seconds = SecondsPerStep / PartsOfStep;
        var between = Draining * Math.Sqrt(upper);
        var over = Math.Max(0, upper + (seconds * ((Filling * pump) - between)) - Brim);
        lower = Math.Max(0, lower + (seconds * (between - (Leaving * Math.Sqrt(lower)))) + (over / 2));
        upper = Math.Max(0, upper + (seconds * ((Filling * pump) - between)) - over);
    }
}

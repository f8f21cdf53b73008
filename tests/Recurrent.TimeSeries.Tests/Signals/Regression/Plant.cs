using Recurrent.Tensors.Random;
using Recurrent.TimeSeries.Signals.Regression.Data;
using Recurrent.TimeSeries.Signals.Regression.Model;

namespace Recurrent.TimeSeries.Tests.Signals.Regression;

/// <summary>A spring that stiffens, driven by held random forces.</summary>
internal static class Plant
{
    public static RegressorOptions Quick => new() { States = 2, Units = 6, Ridge = 1e-7, Restarts = 2, Iterations = 40, Threads = 2 };

    public static SignalRecord Record(int steps, ulong seed, double cubic = 0.4)
    {
        var draws = new float[steps];
        new RandomSource(seed).Stream("force").FillUniform(draws);
        var (inputs, outputs, place, speed) = (new double[steps], new double[steps], 0.0, 0.0);
        for (var step = 0; step < steps; step++)
        {
            inputs[step] = 4 * (draws[step / 4 * 4] - 0.5);
            outputs[step] = 10 + (5 * place);
            speed += 0.3 * (inputs[step] - (0.5 * speed) - place - (cubic * place * place * place));
            place += 0.3 * speed;
        }
        return new SignalRecord("", inputs, 1, outputs, 1);
    }

    public static RecordTable Table(int steps, ulong seed, double cubic = 0.4) => new("plant", ["force"], ["place"], [Record(steps, seed, cubic)]);
}

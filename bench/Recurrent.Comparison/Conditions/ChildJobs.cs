using System.Diagnostics;
using System.Globalization;
using Recurrent.Comparison.Cases;
using Recurrent.Comparison.Contenders;

namespace Recurrent.Comparison.Conditions;

/// <summary>What a child process does.</summary>
internal static class ChildJobs
{
    /// <summary>Untimed seconds before a speed is measured.</summary>
    private const double WarmUp = 0.5;

    /// <summary>Runs the job that the arguments name.</summary>
    /// <param name="arguments">Without <see cref="ChildProcess.Word"/>.</param>
    /// <param name="input">Where the parent's word to start comes from.</param>
    /// <param name="output">Where the figures go, one a line.</param>
    public static void Run(ReadOnlySpan<string> arguments, TextReader input, TextWriter output)
    {
        switch (arguments[0])
        {
            case ChildProcess.SpeedJob:
                Speed(Open(arguments), double.Parse(arguments[6], CultureInfo.InvariantCulture), input, output);
                break;
            case ChildProcess.FirstStepsJob:
                FirstSteps(Open(arguments), Number(arguments[6]), output);
                break;
            case ChildProcess.NarrowJob:
                NarrowVectors.Run(new ConditionSettings(Number(arguments[1]), arguments[2] == "quick"), output);
                break;
            default:
                throw new ArgumentException($"A child process knows no job '{arguments[0]}'.", nameof(arguments));
        }
    }

    private static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);

    private static OurTraining Open(ReadOnlySpan<string> arguments)
    {
        var sizes = new SequenceCase(CellKind.Lstm, Number(arguments[1]), Number(arguments[2]), Number(arguments[3]), Number(arguments[4]));
        return new OurTraining(SequenceData.Full(sizes), Number(arguments[5]));
    }

    private static void Speed(OurTraining training, double seconds, TextReader input, TextWriter output)
    {
        RunFor(training, WarmUp);
        Say(output, "warm");
        input.ReadLine();
        Say(output, RunFor(training, seconds).ToString("R", CultureInfo.InvariantCulture));
    }

    /// <summary>Steps a second.</summary>
    private static double RunFor(OurTraining training, double seconds)
    {
        long start = Stopwatch.GetTimestamp();
        int steps = 0;
        double elapsed;
        do
        {
            training.Run();
            steps++;
            elapsed = Stopwatch.GetElapsedTime(start).TotalSeconds;
        }
        while (elapsed < seconds);
        return steps / elapsed;
    }

    /// <summary>The time of every step from the process's first on, in milliseconds.</summary>
    private static void FirstSteps(OurTraining training, int steps, TextWriter output)
    {
        var times = new double[steps];
        for (int step = 0; step < steps; step++)
        {
            long start = Stopwatch.GetTimestamp();
            training.Run();
            times[step] = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        }

        Say(output, string.Join(' ', times.Select(time => time.ToString("R", CultureInfo.InvariantCulture))));
    }

    private static void Say(TextWriter output, string line)
    {
        output.WriteLine(line);
        output.Flush();
    }
}

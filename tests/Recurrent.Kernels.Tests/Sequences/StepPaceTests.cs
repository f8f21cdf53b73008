using System.Diagnostics;
using Recurrent.Kernels.Sequences;

namespace Recurrent.Kernels.Tests.Sequences;

/// <summary>The way live steps go follows the times they take, whatever they are; the times here are made up.</summary>
public class StepPaceTests
{
    private static readonly long Microsecond = Stopwatch.Frequency / 1_000_000;

    [Fact]
    public void Steps_start_on_several_threads() => Assert.False(new StepPace().IsAlone);

    [Theory]
    [InlineData(5, 8)]
    [InlineData(60, 110)]
    public void Several_threads_are_kept_while_they_are_faster(int together, int alone)
    {
        var pace = new StepPace();
        (double aloneShare, double cost) = Run(pace, seconds: 5, together, alone);
        Assert.False(pace.IsAlone);
        Assert.InRange(aloneShare, 0.0001, 0.01);
        Assert.InRange(cost, 1, 1.01);
    }

    [Theory]
    [InlineData(12, 7)]
    [InlineData(180, 110)]
    public void One_thread_is_taken_where_several_are_slower(int together, int alone)
    {
        var pace = new StepPace();
        Run(pace, seconds: 0.2, together, alone);
        (double aloneShare, double cost) = Run(pace, seconds: 5, together, alone);
        Assert.InRange(aloneShare, 0.97, 0.9999);
        Assert.InRange(cost, 1, 1.03);
    }

    [Fact]
    public void The_way_changes_when_the_times_change()
    {
        var pace = new StepPace();
        Run(pace, seconds: 3, together: 20, alone: 30);
        (double aloneShare, _) = Run(pace, seconds: 0.1, together: 60, alone: 30);
        Assert.InRange(aloneShare, 0.4, 1);
        Run(pace, seconds: 3, together: 60, alone: 30);
        Assert.True(Run(pace, seconds: 1, together: 60, alone: 30).AloneShare > 0.95);
        Run(pace, seconds: 0.6, together: 20, alone: 30);
        Assert.True(Run(pace, seconds: 1, together: 20, alone: 30).AloneShare < 0.02);
    }

    [Fact]
    public void A_change_is_soon_called_in_question()
    {
        var pace = new StepPace();
        Run(pace, seconds: 3, together: 20, alone: 30);
        Run(pace, seconds: 0.1, together: 60, alone: 30);
        Assert.True(pace.IsAlone);
        Run(pace, seconds: 0.15, together: 20, alone: 30);
        Assert.True(Run(pace, seconds: 0.05, together: 20, alone: 30).AloneShare < 0.02);
    }

    [Fact]
    public void One_long_stall_does_not_last()
    {
        var pace = new StepPace();
        Run(pace, seconds: 1, together: 20, alone: 30);
        Step(pace, 8000 * Microsecond, 8000 * Microsecond);
        Run(pace, seconds: 0.2, together: 20, alone: 30);
        Assert.True(Run(pace, seconds: 1, together: 20, alone: 30).AloneShare < 0.02);
    }

    [Fact]
    public void Equal_times_change_nothing() => Assert.True(Run(new StepPace(), seconds: 2, together: 40, alone: 40).AloneShare < 0.02);

    /// <summary>Steps of given microseconds, for a time spent in steps.</summary>
    /// <returns>The share of steps on one thread, and the mean time by that of the faster way.</returns>
    private static (double AloneShare, double Cost) Run(StepPace pace, double seconds, int together, int alone)
    {
        long spent = 0, steps = 0, aloneSteps = 0;
        while (spent < seconds * Stopwatch.Frequency)
        {
            aloneSteps += pace.IsAlone ? 1 : 0;
            spent += Step(pace, together * Microsecond, alone * Microsecond);
            steps++;
        }

        return ((double)aloneSteps / steps, (double)spent / steps / (Math.Min(together, alone) * Microsecond));
    }

    private static long Step(StepPace pace, long together, long alone)
    {
        long ticks = pace.IsAlone ? alone : together;
        if (pace.TakesTime())
        {
            pace.Add(ticks);
        }

        return ticks;
    }
}

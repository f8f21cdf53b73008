using Recurrent.Kernels.Threading;
using Recurrent.Testing;

namespace Recurrent.Kernels.Tests.Threading;

public sealed class ThreadTeamTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void Team_runs_every_part_once_when_many_regions_follow_each_other(int threads)
    {
        using var team = new ThreadTeam(threads);
        var counts = new int[threads * 64];
        for (int region = 0; region < 3000; region++) team.Run(new CountJob { Counts = counts });
        for (int part = 0; part < threads; part++) Assert.Equal(3000, counts[part * 64]);
    }

    [Theory]
    [InlineData(2)]
    [InlineData(4)]
    public void Barrier_separates_the_phases_when_parts_read_what_others_wrote(int threads)
    {
        using var team = new ThreadTeam(threads);
        var values = new int[threads];
        for (int region = 0; region < 20; region++)
        {
            Array.Clear(values);
            team.Run(new PhaseJob { Values = values, Phases = 200 });
            Assert.All(values, value => Assert.Equal(200, value));
        }
    }

    [Fact]
    public void Team_uses_fewer_parts_when_asked()
    {
        using var team = new ThreadTeam(3);
        var counts = new int[3 * 64];
        team.Run(new CountJob { Counts = counts }, 2);
        Assert.Equal((1, 1, 0), (counts[0], counts[64], counts[128]));
        team.Run(new CountJob { Counts = counts });
        Assert.Equal((2, 2, 1), (counts[0], counts[64], counts[128]));
    }

    [Fact]
    public void Team_wakes_its_threads_when_they_have_parked()
    {
        using var team = new ThreadTeam(2);
        var counts = new int[128];
        for (int i = 0; i < 3; i++)
        {
            team.Run(new CountJob { Counts = counts });
            using var never = new ManualResetEventSlim();
            never.Wait(60, TestContext.Current.CancellationToken);
        }

        Assert.Equal((3, 3), (counts[0], counts[64]));
    }

    [Fact]
    public void Team_parks_its_threads_when_idle()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Reads the state of a thread from /proc.");
        using var team = new ThreadTeam(2);
        var job = new ThreadIdJob { ThreadIds = new int[2] };
        team.Run(job);
        using var never = new ManualResetEventSlim();
        char state = 'R';
        for (int attempt = 0; attempt < 200 && state != 'S'; attempt++)
        {
            never.Wait(50, TestContext.Current.CancellationToken);
            string line = File.ReadAllText($"/proc/self/task/{job.ThreadIds[1]}/stat");
            state = line[line.LastIndexOf(')') + 2];
        }

        Assert.Equal('S', state);
    }

    [Fact]
    public void Team_lets_concurrent_callers_run_alone_when_it_is_busy()
    {
        using var team = new ThreadTeam(2);
        var failures = new List<Exception>();
        var callers = new Thread[3];
        for (int i = 0; i < callers.Length; i++)
        {
            callers[i] = new Thread(() =>
            {
                try
                {
                    for (int region = 0; region < 500; region++)
                    {
                        var values = new int[2];
                        team.Run(new PhaseJob { Values = values, Phases = 3 });
                        Assert.True(values[0] == 3 && (values[1] == 3 || values[1] == 0));
                    }
                }
                catch (Exception failure) when (Note(failures, failure))
                {
                    // Asserted below, on the test's own thread.
                }
            });
            callers[i].Start();
        }

        foreach (Thread caller in callers) caller.Join();
        Assert.Empty(failures);
    }

    [Fact]
    public void Team_runs_a_nested_region_as_one_part_when_it_is_busy()
    {
        using var team = new ThreadTeam(2);
        var inner = new int[2 * 64];
        team.Run(new NestedJob { Team = team, Counts = inner });
        Assert.Equal((2, 0), (inner[0], inner[64]));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public void Team_rethrows_the_failure_when_a_part_throws_while_others_wait(int failing)
    {
        using var team = new ThreadTeam(2);
        var failure = Assert.Throws<NotSupportedException>(() => team.Run(new FailingJob { Part = failing }));
        Assert.Equal($"part {failing}", failure.Message);
        var counts = new int[2 * 64];
        team.Run(new CountJob { Counts = counts });
        Assert.Equal((1, 1), (counts[0], counts[64]));
    }

    [Fact]
    public void Team_runs_every_independent_part_once_when_the_caller_takes_some_over()
    {
        using var team = new ThreadTeam(4);
        var counts = new int[4 * 64];
        for (int region = 0; region < 2000; region++) team.Run(new IndependentJob { Counts = counts });
        for (int part = 0; part < 4; part++) Assert.Equal(2000, counts[part * 64]);
    }

    [Fact]
    public void Team_reports_a_part_that_skips_a_barrier_when_another_waits_at_it()
    {
        using var team = new ThreadTeam(2);
        var failure = Assert.Throws<InvalidOperationException>(() => team.Run(new UnevenJob()));
        Assert.Contains("Part 1 of 2 ended without reaching a barrier", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Team_allocates_nothing_when_warm()
    {
        using var team = new ThreadTeam(2);
        var values = new int[2];
        for (int i = 0; i < 100; i++) team.Run(new PhaseJob { Values = values, Phases = 0 });
        Assert.Equal(0, Allocations.Least(() =>
        {
            for (int i = 0; i < 1000; i++)
            {
                Array.Clear(values);
                team.Run(new PhaseJob { Values = values, Phases = 2 });
            }
        }));
    }

    [Fact]
    public void Small_regions_stay_on_the_caller_until_they_come_often()
    {
        using var team = new ThreadTeam(2);
        Assert.Equal(1, team.PartsAtHand(1));
        Assert.True(SpinWait.SpinUntil(() => team.PartsAtHand(2) == 1, TimeSpan.FromSeconds(20)), "The team's thread does not park.");
        bool isWoken = false;
        for (int call = 0; call < 50_000_000 && !isWoken; call++) isWoken = team.PartsAtHand(2) == 2;
        Assert.True(isWoken);
    }

    [Fact]
    public void Team_runs_on_the_caller_when_disposed()
    {
        var team = new ThreadTeam(2);
        team.Dispose();
        team.Dispose();
        var counts = new int[2 * 64];
        team.Run(new CountJob { Counts = counts });
        Assert.Equal((1, 0), (counts[0], counts[64]));
    }

    [Fact]
    public void Team_passes_spans_when_the_job_is_a_ref_struct()
    {
        using var team = new ThreadTeam(2);
        Span<int> values = stackalloc int[64];
        team.Run(new SpanJob { Values = values });
        for (int i = 0; i < values.Length; i++) Assert.Equal(i, values[i]);
    }

    [Fact]
    public void Shared_gives_the_same_team_when_asked_twice()
    {
        Assert.Same(ThreadTeam.Shared(2), ThreadTeam.Shared(2));
        Assert.Same(ThreadTeam.Single, ThreadTeam.Shared(1));
        Assert.Throws<ArgumentOutOfRangeException>(() => new ThreadTeam(0));
    }

    private static bool Note(List<Exception> failures, Exception failure)
    {
        lock (failures) failures.Add(failure);
        return true;
    }
}

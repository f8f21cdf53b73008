using Recurrent.Layers;
using Recurrent.Testing;
using Recurrent.Training.CrashHost;
using Recurrent.Training.Data;
using Recurrent.Training.Diagnosis;
using Recurrent.Training.Events;
using Recurrent.Training.Gradients;
using Recurrent.Training.Optimizers;

namespace Recurrent.Training.Tests.Diagnosis;

public sealed class UpdateLogTests
{
    [Fact]
    public void Updates_far_above_the_median_before_them_and_skipped_ones_have_exploded()
    {
        UpdateLog log = Filled();
        ExplodingStep[] found = [.. log.Exploding(factor: 4)];
        Assert.Equal([8, 10], found.Select(one => one.Update.Step));
        Assert.Equal((1.5, UpdateOutcome.Clipped), (found[0].Usual, found[0].Update.Outcome));
        Assert.Equal(20, found[0].Ratio, 1e-12);
        Assert.Equal(UpdateOutcome.Skipped, found[1].Update.Outcome);
        Assert.Equal(10, Assert.Single(log.Exploding(factor: 100)).Update.Step);
        Assert.Throws<ArgumentOutOfRangeException>(() => log.Exploding(1));
    }

    [Fact]
    public void Usual_is_what_the_last_finite_updates_were()
    {
        var log = new UpdateLog();
        long step = 0;
        for (; step < 80; step++) Update(100);
        for (; step < 130; step++) Update(1);
        Assert.Empty(log.Exploding());
        Update(20);
        Assert.Equal((131, 1), (Assert.Single(log.Exploding()).Update.Step, log.Exploding()[0].Usual));

        var after = new UpdateLog();
        for (step = 0; step < 6; step++) after.OnStep(new StepRecord(step + 1, 0, 1, 0.1, 1, 0));
        for (; step < 16; step++) after.OnSkip(new SkipRecord(step + 1, 1, double.PositiveInfinity, 1));
        after.OnStep(new StepRecord(step + 1, 0, 1, 0.1, 10, 0));
        Assert.Equal(11, after.Exploding().Count);
        Assert.Equal(1, after.Exploding()[^1].Usual);

        void Update(double norm) => log.OnStep(new StepRecord(log.Updates.Count + 1, 0, 1, 0.1, norm, 0));
    }

    [Fact]
    public void A_log_on_disk_is_read_as_it_was_written()
    {
        using var folder = new TestFolder();
        string path = Path.Combine(folder.Path, "training.jsonl");
        using (var observer = new JsonLinesObserver(path))
        {
            Fill(observer);
            observer.OnEpoch(new EpochRecord(0, 10, 1, 1));
        }

        Assert.Equal(Filled().Updates, UpdateLog.Read(path).Updates);
        using (var resumed = new JsonLinesObserver(path)) resumed.OnStep(new StepRecord(9, 0, 0.5, 0.1, 7, 1));
        Assert.Equal(9, UpdateLog.Read(path).Updates.Count);
        Assert.Equal(7, UpdateLog.Read(path).Updates[^1].GradientNorm);
        File.AppendAllText(path, "{\"event\":\"step\",\"step\":10,\"loss\"");
        Assert.Equal(9, UpdateLog.Read(path).Updates.Count);
        File.AppendAllText(path, "\n{\"colour\":\"green\"}\n");
        Assert.Contains("line 14", Assert.Throws<DataFormatException>(() => UpdateLog.Read(path)).Message, StringComparison.Ordinal);
    }

    public static TheoryData<GradientClip?, bool> Clips => new()
    {
        { null, false },
        { new ClipByGlobalNorm(1e-4), true },
        { new ClipByGlobalNorm(1e4), false },
        { new ClipByValue(1e-5), true },
        { new ClipByValue(1e5), false },
        { new AdaptiveClip(1e-5), true },
        { new AdaptiveClip(1e5), false },
    };

    [Theory]
    [MemberData(nameof(Clips))]
    public void A_run_tells_at_its_start_what_it_trains_and_at_every_step_whether_it_clipped(GradientClip? clip, bool isClipped)
    {
        var model = new SampleModel(seed: 3);
        var (log, start) = (new UpdateLog(), new StartWatch());
        var job = new SampleJob(model);
        new Trainer(model, new Adam(ParameterGroup.All(model)), new TrainOptions { MaximumSteps = 3, Threads = 1, Clip = clip }, new TrainingServices { Observers = [log, start] }).Run(job, TestContext.Current.CancellationToken);
        Assert.Equal(3, log.Updates.Count);
        Assert.All(log.Updates, update => Assert.Equal(isClipped ? UpdateOutcome.Clipped : UpdateOutcome.Taken, update.Outcome));
        Assert.Same(model, start.Model);
        Assert.Same(job, start.Job);
    }

    private static UpdateLog Filled()
    {
        var log = new UpdateLog();
        Fill(log);
        return log;
    }

    /// <summary>Seven usual updates of norms 1 and 2 in turn, one twenty times as long, a usual one, one that is not finite.</summary>
    private static void Fill(ITrainingObserver observer)
    {
        for (int step = 1; step <= 7; step++) observer.OnStep(new StepRecord(step, 0, 1, 0.1, step == 7 ? 1.5 : 1 + (step % 2), 0));
        observer.OnStep(new StepRecord(8, 0, 3, 0.1, 30, 0) { IsClipped = true });
        observer.OnStep(new StepRecord(9, 0, 1, 0.1, 1, 0));
        observer.OnSkip(new SkipRecord(10, 2, double.PositiveInfinity, 1));
    }

    private sealed class StartWatch : ITrainingObserver
    {
        public Module? Model { get; private set; }

        public ITrainingJob? Job { get; private set; }

        public void OnStart(in StartRecord record) => (Model, Job) = (record.Model, record.Job);
    }
}

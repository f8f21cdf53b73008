using System.Text.Json;
using Recurrent.Layers;
using Recurrent.Testing;
using Recurrent.Training.CrashHost;
using Recurrent.Training.Events;
using Recurrent.Training.Optimizers;
using Recurrent.Training.Schedules;

namespace Recurrent.Training.Tests;

public sealed class TrainerTests
{
    private const int BatchesPerEpoch = 6;
    private readonly SampleModel _model = new(seed: 3);
    private readonly Recorder _recorder = new();

    [Fact]
    public void Loss_falls_and_the_last_partial_batch_counts_for_less()
    {
        TrainResult result = Train(new TrainOptions { MaximumEpochs = 60, Threads = 1 }, new SampleJob(_model));
        Assert.Equal(StopReason.MaximumEpochs, result.Reason);
        Assert.True(_recorder.Epochs[^1].Loss < _recorder.Epochs[0].Loss / 2, $"{_recorder.Epochs[0].Loss} → {_recorder.Epochs[^1].Loss}");
        StepRecord[] first = [.. _recorder.Steps.Where(step => step.Epoch == 0)];
        Assert.Equal(BatchesPerEpoch, first.Length);
        Assert.NotEqual(first.Average(step => step.Loss), _recorder.Epochs[0].Loss, 1e-7);
    }

    [Fact]
    public void Accumulated_batches_of_one_epoch_make_one_update_with_the_mean_over_all_rows()
    {
        var job = new SampleJob(_model);
        Train(new TrainOptions { MaximumSteps = 1, Threads = 1, AccumulatedBatches = BatchesPerEpoch }, job);
        Assert.Equal(BatchesPerEpoch, job.Losses);
        Assert.Equal(_recorder.Epochs.Single().Loss, _recorder.Steps.Single().Loss, 1e-12);
    }

    [Fact]
    public void Early_stopping_gives_back_the_best_weights()
    {
        int[]? best = null;
        var recorder = new Recorder { AfterStep = step => best = step == BatchesPerEpoch * 2 ? Weights.BitsOf(_model) : best };
        var job = new SampleJob(_model) { Scores = new Queue<double>([3, 1, 2, 0.95, 5]) };
        TrainResult result = Train(new TrainOptions { MaximumEpochs = 50, Threads = 1, Patience = 2, MinimumImprovement = 0.1 }, job, recorder);
        Assert.Equal(StopReason.EarlyStopping, result.Reason);
        Assert.Equal(1.0, result.BestScore);
        Assert.Equal(2 * BatchesPerEpoch, result.BestStep);
        Assert.Equal(4, result.Epochs);
        Assert.Equal(best, Weights.BitsOf(_model));
    }

    [Fact]
    public void A_loss_that_is_not_a_number_skips_the_update_and_is_reported_with_its_step()
    {
        int[]? before = null, after = null;
        var recorder = new Recorder { AfterStep = step => (before, after) = (step == 3 ? Weights.BitsOf(_model) : before, step == 5 ? Weights.BitsOf(_model) : after) };
        var job = new SampleJob(_model) { BadLosses = { 3 } };
        TrainResult result = Train(new TrainOptions { MaximumSteps = 4, Threads = 1 }, job, recorder);
        Assert.Equal(1, result.SkippedSteps);
        Assert.Equal(4, recorder.Skips.Single().Step);
        Assert.True(double.IsNaN(recorder.Skips.Single().Loss));
        Assert.Equal([1, 2, 3], recorder.Steps.Select(step => step.Step));
        Assert.Equal(before, Weights.BitsOf(_model));
    }

    [Fact]
    public void Three_skips_in_a_row_stop_the_run_and_leave_the_last_good_checkpoint()
    {
        using var folder = new TestFolder();
        var job = new SampleJob(_model) { BadLosses = { 2, 3, 5, 8, 9, 10 } };
        TrainOptions options = new() { MaximumEpochs = 50, Threads = 1, CheckpointFolder = folder["c"] };
        TrainResult result = Train(options, job);
        Assert.Equal(StopReason.NonFinite, result.Reason);
        Assert.Equal((11, 6), (result.Steps, result.SkippedSteps));
        Assert.Equal(BatchesPerEpoch, _recorder.Checkpoints.Single().Step);
        var trainer = new Trainer(_model, new Adam(ParameterGroup.All(_model)), options);
        Assert.True(trainer.TryResume());
        Assert.Equal(BatchesPerEpoch, trainer.StepCount);
    }

    [Fact]
    public void The_last_skip_of_a_failing_run_is_not_checkpointed_so_that_the_run_can_be_taken_up_again()
    {
        using var folder = new TestFolder();
        var options = new TrainOptions { MaximumSteps = 8, Threads = 1, CheckpointFolder = folder["c"], CheckpointEverySteps = 1 };
        TrainResult result = Train(options, new SampleJob(_model) { BadLosses = { 2, 3, 4 } });
        Assert.Equal((StopReason.NonFinite, 5), (result.Reason, result.Steps));
        var trainer = new Trainer(_model, new Adam(ParameterGroup.All(_model)), options);
        Assert.True(trainer.TryResume());
        Assert.Equal(4, trainer.StepCount);
        Assert.Equal(StopReason.MaximumSteps, trainer.Run(new SampleJob(_model), TestContext.Current.CancellationToken).Reason);
    }

    [Fact]
    public void Json_lines_of_a_killed_run_are_continued_on_a_new_line()
    {
        using var folder = new TestFolder();
        string path = folder["training.jsonl"];
        File.WriteAllText(path, "{\"event\":\"step\"}\n{\"event\":\"st");
        foreach (int step in (int[])[1, 2])
        {
            using var observer = new JsonLinesObserver(path);
            observer.OnCheckpoint(new CheckpointRecord(step, "c"));
        }

        string[] lines = File.ReadAllLines(path);
        Assert.Equal(4, lines.Length);
        Assert.Equal(1, JsonDocument.Parse(lines[2]).RootElement.GetProperty("step").GetInt32());
        Assert.Equal(2, JsonDocument.Parse(lines[3]).RootElement.GetProperty("step").GetInt32());
    }

    [Fact]
    public void A_gradient_that_is_not_finite_skips_the_update()
    {
        int[] before = Weights.BitsOf(_model);
        var reducer = new PoisonedReducer();
        var trainer = new Trainer(_model, new Adam(ParameterGroup.All(_model)), new TrainOptions { MaximumSteps = 1, Threads = 1 }, new TrainingServices { Reducer = reducer, Observers = [_recorder] });
        trainer.Run(new SampleJob(_model), TestContext.Current.CancellationToken);
        Assert.Equal(before, Weights.BitsOf(_model));
        Assert.True(double.IsFinite(_recorder.Skips.Single().Loss));
        Assert.False(double.IsFinite(_recorder.Skips.Single().GradientNorm));
    }

    [Fact]
    public void Cancelling_finishes_the_step_and_writes_a_checkpoint()
    {
        using var folder = new TestFolder();
        using var cancellation = new CancellationTokenSource();
        var recorder = new Recorder
        {
            AfterStep = step =>
            {
                if (step == 3)
                    cancellation.Cancel();
            },
        };
        TrainResult result = TrainUntil(new TrainOptions { Threads = 1, CheckpointFolder = folder["c"] }, new SampleJob(_model), recorder, cancellation.Token);
        Assert.Equal((StopReason.Cancelled, 3), (result.Reason, result.Steps));
        Assert.Equal(3, recorder.Checkpoints.Single().Step);
    }

    [Fact]
    public void The_time_budget_stops_between_steps_by_the_clock_given()
    {
        var clock = new StepClock();
        var recorder = new Recorder { AfterStep = _ => clock.Seconds++ };
        var trainer = new Trainer(
            _model, new Adam(ParameterGroup.All(_model)), new TrainOptions { Threads = 1, TimeBudget = TimeSpan.FromSeconds(4) }, new TrainingServices { Time = clock, Observers = [recorder] });
        TrainResult result = trainer.Run(new SampleJob(_model), TestContext.Current.CancellationToken);
        Assert.Equal((StopReason.TimeBudget, 4), (result.Reason, result.Steps));
    }

    [Fact]
    public void Averaged_weights_are_validated_and_kept_while_training_goes_on_with_the_raw_ones()
    {
        int[]? raw = null;
        var recorder = new Recorder { AfterStep = step => raw = Weights.BitsOf(_model) };
        Train(new TrainOptions { MaximumEpochs = 3, Threads = 1, AverageDecay = 0.99 }, new SampleJob(_model), recorder);
        var plain = new SampleModel(seed: 3);
        int[]? plainRaw = null;
        var plainRecorder = new Recorder { AfterStep = step => plainRaw = Weights.BitsOf(plain) };
        new Trainer(plain, new Adam(ParameterGroup.All(plain), new AdamOptions { LearningRate = 0.01 }), new TrainOptions { MaximumEpochs = 3, Threads = 1 }, new TrainingServices { Observers = [plainRecorder] }).Run(new SampleJob(plain), TestContext.Current.CancellationToken);
        Assert.Equal(plainRaw, raw);
        Assert.NotEqual(raw, Weights.BitsOf(_model));
        Assert.NotEqual(plainRecorder.Validations[^1].Evaluation.Score, recorder.Validations[^1].Evaluation.Score);
    }

    [Fact]
    public void Json_lines_have_one_object_for_every_event_with_not_a_number_as_text()
    {
        using var memory = new MemoryStream();
        using (var observer = new JsonLinesObserver(memory))
        {
            new Trainer(_model, new Adam(ParameterGroup.All(_model)), new TrainOptions { MaximumEpochs = 1, Threads = 1 }, new TrainingServices { Observers = [observer] })
                .Run(new SampleJob(_model) { BadLosses = { 1 } }, TestContext.Current.CancellationToken);
        }

        JsonElement[] lines = [.. System.Text.Encoding.UTF8.GetString(memory.ToArray()).TrimEnd('\n').Split('\n').Select(line => JsonDocument.Parse(line).RootElement)];
        Assert.Equal(["step", "skip", "step", "step", "step", "step", "epoch", "validation", "stop"], lines.Select(line => line.GetProperty("event").GetString()));
        Assert.Equal("NaN", lines[1].GetProperty("loss").GetString());
        Assert.Equal(6, lines[5].GetProperty("step").GetInt32());
        Assert.True(lines[7].GetProperty("metrics").GetProperty("mse").GetDouble() > 0);
        Assert.Equal("MaximumEpochs", lines[8].GetProperty("reason").GetString());
    }

    [Fact]
    public void A_trainer_runs_once()
    {
        var trainer = new Trainer(_model, new Adam(ParameterGroup.All(_model)), new TrainOptions { MaximumSteps = 1, Threads = 1 });
        trainer.Run(new SampleJob(_model), TestContext.Current.CancellationToken);
        Assert.Throws<InvalidOperationException>(() => trainer.Run(new SampleJob(_model), TestContext.Current.CancellationToken));
    }

    [Fact]
    public void Options_out_of_range_are_refused()
    {
        var adam = new Adam(ParameterGroup.All(_model));
        Assert.Throws<ArgumentOutOfRangeException>(() => new Trainer(_model, adam, new TrainOptions { AverageDecay = 1 }));
        Assert.Throws<ArgumentOutOfRangeException>(() => new Trainer(_model, adam, new TrainOptions { AccumulatedBatches = 0 }));
        Assert.Throws<ArgumentOutOfRangeException>(() => new Trainer(_model, adam, new TrainOptions { CheckpointEverySteps = 0 }));
    }

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    [InlineData(-0.5)]
    public void A_schedule_that_gives_an_impossible_rate_is_named_with_rate_and_step_and_changes_no_weight(double wrong)
    {
        int[]? before = null;
        var recorder = new Recorder { AfterStep = step => before = Weights.BitsOf(_model) };
        var options = new TrainOptions { Threads = 1, Schedule = new BreaksAt(2, wrong) };
        var refusal = Assert.Throws<InvalidOperationException>(() => Train(options, new SampleJob(_model), recorder));
        Assert.Contains($"BreaksAt {{ Step = 2, Rate = {wrong} }} returned the learning rate {wrong} at step 2;", refusal.Message, StringComparison.Ordinal);
        Assert.Equal(2, recorder.Steps.Count);
        Assert.Equal(before, Weights.BitsOf(_model));
    }

    [Fact]
    public void An_optimiser_without_a_parameter_of_the_model_is_refused_and_one_over_more_is_not()
    {
        var other = new SampleModel(seed: 4);
        var refusal = Assert.Throws<ArgumentException>(() => new Trainer(_model, new Adam(ParameterGroup.All(other)), new TrainOptions()));
        Assert.Equal("optimizer", refusal.ParamName);
        Assert.Contains("none of them of the model (SampleModel)", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("updates 0 parameters", Assert.Throws<ArgumentException>(() => new Trainer(_model, new Adam([]), new TrainOptions())).Message, StringComparison.Ordinal);
        NamedParameter[] foreign = [.. other.Parameters().Select(named => new NamedParameter("other." + named.Name, named.Parameter))];
        _ = new Trainer(_model, new Adam([.. ParameterGroup.All(_model), new ParameterGroup([.. foreign])]), new TrainOptions());
        _ = new Trainer(_model, new Adam([new ParameterGroup([_model.Parameters().First()]) { LearningRateFactor = 0 }]), new TrainOptions());
    }

    private TrainResult Train(TrainOptions options, SampleJob job, Recorder? recorder = null) =>
        TrainUntil(options, job, recorder ?? _recorder, TestContext.Current.CancellationToken);

    private TrainResult TrainUntil(TrainOptions options, SampleJob job, Recorder recorder, CancellationToken cancellation) =>
        new Trainer(_model, new Adam(ParameterGroup.All(_model), new AdamOptions { LearningRate = 0.01 }), options, new TrainingServices { Observers = [recorder] }).Run(job, cancellation);

    private sealed record BreaksAt(long Step, double Rate) : LearningRateSchedule
    {
        public override double RateAt(long step) => step == Step ? Rate : 0.01;
    }
}

using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Recurrent.Layers;
using Recurrent.Tensors.Storage;
using Recurrent.Testing;
using Recurrent.Training.CrashHost;
using Recurrent.Training.Gradients;
using Recurrent.Training.Optimizers;
using Recurrent.Training.Schedules;
using Recurrent.Training.Tests.Optimizers;

namespace Recurrent.Training.Tests;

public sealed class ResumeTests
{
    private static readonly TrainOptions Options = new()
    {
        Seed = 7,
        Threads = 1,
        MaximumEpochs = 4,
        Schedule = new CosineSchedule(0.01, 30).AfterWarmUp(3),
        Plateau = new ReduceOnPlateau { Patience = 0, Factor = 0.5, RelativeThreshold = 0.5 },
        Clip = new ClipByGlobalNorm(0.5),
        AverageDecay = 0.9,
    };

    public static TheoryData<int, int> Stops
    {
        get
        {
            // 22 items in batches of 4 make 6 batches an epoch: inside an epoch, at its end, at the start, near the end.
            var data = new TheoryData<int, int>();
            foreach (int accumulated in (int[])[1, 4])
            {
                foreach (int stop in (int[])[1, 3, 6, 7])
                    data.Add(stop, accumulated);
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Stops))]
    public void A_run_stopped_and_resumed_equals_one_never_stopped_bit_for_bit(int stopAfter, int accumulated)
    {
        using var folder = new TestFolder();
        TrainOptions options = Options with { AccumulatedBatches = accumulated };
        Run whole = Run.Of(options);
        Run first = Run.Of(options with { MaximumSteps = stopAfter, CheckpointFolder = folder["c"] });
        Assert.Equal(stopAfter, first.Result.Steps);
        Run second = Run.Of(options with { CheckpointFolder = folder["c"] });

        Assert.Equal(Weights.BitsOf(whole.Model), Weights.BitsOf(second.Model));
        Assert.Equal(whole.Result, second.Result);
        Assert.Equal(whole.Recorder.Steps.Select(step => (step.Step, step.Loss, step.LearningRate, step.GradientNorm)), first.Recorder.Steps.Concat(second.Recorder.Steps).Select(step => (step.Step, step.Loss, step.LearningRate, step.GradientNorm)));
        Assert.Equal(whole.Recorder.Epochs.Select(epoch => epoch.Loss), first.Recorder.Epochs.Concat(second.Recorder.Epochs).Select(epoch => epoch.Loss));
        Assert.NotEqual(Weights.BitsOf(first.Model), Weights.BitsOf(second.Model));
    }

    [Theory]
    [InlineData(3, true)]
    [InlineData(6, true)]
    [InlineData(7, true)]
    [InlineData(3, false)]
    [InlineData(6, false)]
    [InlineData(7, false)]
    public void A_job_that_carries_state_resumes_bit_for_bit_within_an_epoch_and_between_two(int stopAfter, bool startsAfresh)
    {
        using var folder = new TestFolder();
        Run whole = Run.Of(Options, model => new CarryingJob(model, startsAfresh));
        Run.Of(Options with { MaximumSteps = stopAfter, CheckpointFolder = folder["c"] }, model => new CarryingJob(model, startsAfresh));
        Run second = Run.Of(Options with { CheckpointFolder = folder["c"] }, model => new CarryingJob(model, startsAfresh));
        Assert.Equal(Weights.BitsOf(whole.Model), Weights.BitsOf(second.Model));
    }

    [Theory]
    [InlineData("c/weights.safetensors")]
    [InlineData("c/optimizer.safetensors")]
    public void A_checkpoint_with_a_flipped_bit_is_refused_by_file(string name)
    {
        using var folder = new TestFolder();
        TrainOptions options = Options with { MaximumSteps = 4, CheckpointFolder = folder["c"] };
        Run.Of(options);
        byte[] content = File.ReadAllBytes(folder[name]);
        content[^2] ^= 1;
        File.WriteAllBytes(folder[name], content);
        StorageFormatException refusal = Assert.Throws<StorageFormatException>(() => Run.Of(options with { MaximumSteps = 8 }));
        Assert.Equal("checksum", refusal.Field);
        Assert.Equal(Path.GetFileName(name), Path.GetFileName(refusal.File));
    }

    [Fact]
    public void A_checkpoint_beyond_the_end_of_an_epoch_is_refused()
    {
        using var folder = new TestFolder();
        TrainOptions options = Options with { MaximumSteps = 4, CheckpointFolder = folder["c"] };
        Run.Of(options);
        string file = folder["c/training.json"];
        File.WriteAllText(file, File.ReadAllText(file).Replace("\"batch\": 4", "\"batch\": 40", StringComparison.Ordinal));
        File.Delete(folder["c/" + Checksums.File]);
        string message = Assert.Throws<InvalidOperationException>(() => Run.Of(options with { MaximumSteps = 8 })).Message;
        Assert.Contains("after batch 40", message, StringComparison.Ordinal);
    }

    [Fact]
    public void One_and_two_threads_give_the_same_bits_after_a_hundred_steps()
    {
        TrainOptions options = Options with { MaximumEpochs = 100, MaximumSteps = 100 };
        Run one = Run.Of(options), two = Run.Of(options with { Threads = 2 });
        Assert.Equal(100, one.Result.Steps);
        Assert.Equal(Weights.BitsOf(one.Model), Weights.BitsOf(two.Model));
    }

    [Fact]
    public void Another_seed_gives_another_model()
    {
        Run one = Run.Of(Options), two = Run.Of(Options with { Seed = 8 });
        Assert.NotEqual(Weights.BitsOf(one.Model), Weights.BitsOf(two.Model));
    }

    [Fact]
    public void A_checkpoint_of_another_run_is_refused_by_field()
    {
        using var folder = new TestFolder();
        TrainOptions options = Options with { MaximumSteps = 2, CheckpointFolder = folder["c"] };
        Run.Of(options);
        Assert.Equal("$.seed", Refuse(options with { Seed = 8 }).Field);
        Assert.Equal("$.accumulatedBatches", Refuse(options with { AccumulatedBatches = 2 }).Field);
        Assert.Equal("average", Refuse(options with { AverageDecay = null }).Field);
        File.WriteAllText(folder["c/training.json"], "{}");
        Assert.EndsWith("training.json", Refuse(options).File, StringComparison.Ordinal);
        File.Delete(folder["c/weights.safetensors"]);
        Assert.Throws<StorageFormatException>(() => Run.Of(options));
    }

    [Fact]
    public void A_checkpoint_of_other_settings_of_the_optimiser_is_refused_by_field()
    {
        var decay = new AdamOptions { WeightDecay = 0.01 };
        Assert.Equal("$.optimizerSettings['beta1']", Refuse(decay, decay with { Beta1 = 0.8 }).Field);
        Assert.Equal("$.optimizerSettings['beta2']", Refuse(decay, decay with { Beta2 = 0.8 }).Field);
        Assert.Equal("$.optimizerSettings['epsilon']", Refuse(decay, decay with { Epsilon = 1e-6 }).Field);
        Assert.Equal("$.optimizerSettings['momentumDecay']", Refuse(decay, decay with { MomentumDecay = 0 }).Field);
        Assert.Equal("$.optimizerSettings['decoupledWeightDecay']", Refuse(decay, decay with { DecoupledWeightDecay = true }).Field);
        StorageFormatException refusal = Refuse(decay, decay with { WeightDecay = 0.02 });
        Assert.StartsWith("$.optimizerSettings['weightDecay/", refusal.Field, StringComparison.Ordinal);
        Assert.Contains("is 0.01, the optimiser has 0.02;", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("is 0, the optimiser has 0.01;", Refuse(decay, decay, ParameterGroup.All).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_optimiser_without_state_over_other_parameters_is_refused()
    {
        using var folder = new TestFolder();
        var model = new SampleModel(seed: 3);
        var options = new TrainOptions { MaximumSteps = 2, Threads = 1, CheckpointFolder = folder["c"] };
        new Trainer(model, new Sgd(ParameterGroup.All(model)), options).Run(new SampleJob(model), TestContext.Current.CancellationToken);
        NamedParameter left = model.Parameters().First();
        var fewer = new Sgd([new ParameterGroup([.. model.Parameters().Where(named => named != left)])]);
        Assert.Equal($"$.optimizerSettings['weightDecay/{left.Name}']", Assert.Throws<StorageFormatException>(() => new Trainer(model, fewer, options).TryResume()).Field);
    }

    [Theory]
    [MemberData(nameof(OptimizerKinds.Names), MemberType = typeof(OptimizerKinds))]
    public void Every_optimiser_resumes_its_own_checkpoint_at_another_rate_and_one_of_before_settings_were_kept(string kind)
    {
        using var folder = new TestFolder();
        var model = new SampleModel(seed: 3);
        var options = new TrainOptions { MaximumSteps = 2, Threads = 1, CheckpointFolder = folder["c"] };
        new Trainer(model, OptimizerKinds.Make(kind, ParameterGroup.All(model)), options).Run(new SampleJob(model), TestContext.Current.CancellationToken);
        Optimizer other = OptimizerKinds.Make(kind, ParameterGroup.All(model));
        other.LearningRate = 0.5;
        Assert.True(new Trainer(model, other, options).TryResume());

        string file = folder["c/training.json"];
        JsonObject manifest = JsonNode.Parse(File.ReadAllText(file))!.AsObject();
        Assert.True(manifest.Remove("optimizerSettings"));
        File.WriteAllText(file, manifest.ToJsonString());
        File.Delete(folder["c/" + Checksums.File]);
        Assert.True(new Trainer(model, other, options).TryResume());
    }

    private static StorageFormatException Refuse(AdamOptions before, AdamOptions after, Func<Module, ImmutableArray<ParameterGroup>>? groups = null)
    {
        using var folder = new TestFolder();
        var model = new SampleModel(seed: 3);
        var options = new TrainOptions { MaximumSteps = 2, Threads = 1, CheckpointFolder = folder["c"] };
        new Trainer(model, new NAdam(ParameterGroup.WithoutDecayOnVectors(model), before), options).Run(new SampleJob(model), TestContext.Current.CancellationToken);
        var second = new Trainer(model, new NAdam((groups ?? ParameterGroup.WithoutDecayOnVectors)(model), after), options);
        return Assert.Throws<StorageFormatException>(() => second.TryResume());
    }

    private static StorageFormatException Refuse(TrainOptions options) => Assert.Throws<StorageFormatException>(() => Run.Of(options));

    private sealed record Run(SampleModel Model, Recorder Recorder, TrainResult Result)
    {
        public static Run Of(TrainOptions options, Func<SampleModel, ITrainingJob>? job = null)
        {
            var model = new SampleModel(seed: 3);
            var recorder = new Recorder();
            var trainer = new Trainer(model, new NAdam(ParameterGroup.WithoutDecayOnVectors(model)), options, new TrainingServices { Observers = [recorder] });
            if (options.CheckpointFolder is not null)
                trainer.TryResume();
            return new Run(model, recorder, trainer.Run(job?.Invoke(model) ?? new SampleJob(model), TestContext.Current.CancellationToken));
        }
    }
}

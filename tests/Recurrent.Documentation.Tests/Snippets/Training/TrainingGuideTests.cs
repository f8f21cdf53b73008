using Recurrent.Tensors;
using Recurrent.Tensors.Autograd;
using Recurrent.Tensors.Ops;
using Recurrent.Tensors.Random;
using Recurrent.Tensors.Sequences;
using Recurrent.Testing;
using Recurrent.Training;
using Recurrent.Training.Bptt;
using Recurrent.Training.Events;
using Recurrent.Training.Gradients;
using Recurrent.Training.Optimizers;
using Recurrent.Training.Schedules;

namespace Recurrent.Documentation.Tests.Snippets.Training;

/// <summary>Follows docs/training.md with nothing but the public API.</summary>
public sealed class TrainingGuideTests
{
    private readonly CancellationToken _cancellation = TestContext.Current.CancellationToken;

    [Fact]
    public void The_shortest_run_learns()
    {
        IReadOnlyList<float[]> windows = Windows();
        CancellationToken cancellation = _cancellation;

        #region TrainingRun
        var model = new NextValueModel(seed: 1);
        var optimizer = new Adam(ParameterGroup.All(model), new AdamOptions { LearningRate = 0.01 });
        var trainer = new Trainer(model, optimizer, new TrainOptions { MaximumEpochs = 20, Clip = new ClipByGlobalNorm(1) });
        TrainResult result = trainer.Run(new NextValueJob(model, windows), cancellation);
        #endregion

        Assert.Equal(StopReason.MaximumEpochs, result.Reason);
        Assert.InRange(result.BestScore!.Value, 0, 0.05);
    }

    [Fact]
    public void All_options_together_stop_early_and_log()
    {
        using var folder = new TestFolder();
        using var console = new StringWriter();
        string logFile = folder["training.jsonl"];
        IReadOnlyList<float[]> windows = Windows();

        #region TrainingOptions
        var options = new TrainOptions
        {
            Seed = 7,
            MaximumEpochs = 200,
            TimeBudget = TimeSpan.FromMinutes(10),
            Schedule = new CosineSchedule(0.02, Steps: 300).AfterWarmUp(20),
            Clip = new ClipByGlobalNorm(1),
            AverageDecay = 0.9,
            Patience = 3,
            MinimumImprovement = 0.001,
        };
        #endregion

        #region TrainingServices
        var model = new NextValueModel(seed: 1);
        using var log = new JsonLinesObserver(logFile);
        var services = new TrainingServices { Observers = [new ProgressLines(console), log] };
        var trainer = new Trainer(model, new AdamW(ParameterGroup.WithoutDecayOnVectors(model)), options, services);
        #endregion

        TrainResult result = trainer.Run(new NextValueJob(model, windows), _cancellation);
        Assert.Equal(StopReason.EarlyStopping, result.Reason);
        Assert.True(result.BestStep < result.Steps);
        Assert.Contains("stopped: EarlyStopping", console.ToString(), StringComparison.Ordinal);
        log.Dispose();
        Assert.Contains("\"event\":\"step\"", File.ReadAllText(logFile), StringComparison.Ordinal);
    }

    [Fact]
    public void A_stopped_run_resumes_as_if_it_had_never_stopped()
    {
        using var temporary = new TestFolder();
        string folder = temporary["checkpoint"];
        NextValueModel whole = TrainFor(new TrainOptions { MaximumEpochs = 4 });
        TrainFor(new TrainOptions { MaximumSteps = 5, CheckpointFolder = folder });
        CancellationToken cancellation = _cancellation;
        IReadOnlyList<float[]> windows = Windows();

        #region TrainingResume
        var options = new TrainOptions { MaximumEpochs = 4, CheckpointFolder = folder, CheckpointEverySteps = 100 };
        var model = new NextValueModel(seed: 1);
        var trainer = new Trainer(model, new Adam(ParameterGroup.All(model)), options);
        bool isResumed = trainer.TryResume();                   // false when the folder has no checkpoint yet: a fresh start
        TrainResult result = trainer.Run(new NextValueJob(model, windows), cancellation);
        #endregion

        Assert.True(isResumed);
        Assert.Equal(4, result.Epochs);
        Assert.Equal(Bits(whole), Bits(model));
    }

    [Fact]
    public void Truncated_back_propagation_learns_a_long_series()
    {
        float[] series = [.. Enumerable.Range(0, 401).Select(step => MathF.Sin(0.3f * step))];
        CancellationToken cancellation = _cancellation;
        var model = new NextValueModel(seed: 1);

        #region TrainingBpttRun
        var job = new StreamJob(model, series, new BpttOptions(StepsBetweenUpdates: 20, StepsBack: 40));
        var trainer = new Trainer(model, new Adam(ParameterGroup.All(model), new AdamOptions { LearningRate = 0.005 }), new TrainOptions { MaximumEpochs = 10 });
        trainer.Run(job, cancellation);
        #endregion

        Tape tape = Tape.ForInference();
        float loss = new StreamJob(model, series, BpttOptions.Full(series.Length - 1)).Loss(tape, 0).Loss.ToScalar();
        Assert.InRange(loss, 0, 0.01);
    }

    [Fact]
    public void A_loop_of_ones_own_learns()
    {
        float[] wave = [.. Enumerable.Range(0, 61).Select(step => MathF.Sin(0.3f * step))];
        var model = new NextValueModel(seed: 1);
        float last = 0;

        #region TrainingLoop
        var random = new RandomSource(seed: 1);
        var optimizer = new Adam(ParameterGroup.All(model));
        var schedule = new CosineSchedule(0.01, Steps: 150);
        var clip = new ClipByGlobalNorm(1);
        Parameter[] parameters = [.. model.Parameters().Select(named => named.Parameter)];
        Tape tape = Tape.ForTraining(random.Stream("step"));
        for (int step = 0; step < 150; step++)
        {
            tape.Reset(random.Stream("step", (ulong)step));     // this step's dropout depends on its number alone
            Tensor input = tape.Constant(wave.AsSpan(0, 60), new Shape(60, 1, 1));
            Tensor target = tape.Constant(wave.AsSpan(1, 60), new Shape(60, 1, 1));
            Tensor predictions = model.Head.Run(tape, model.Lstm.Run(tape, new SequenceBatch(input)).Outputs.Values);
            Tensor loss = tape.MeanSquaredError(predictions, target);

            optimizer.ZeroGradients();                          // gradients add up until they are cleared
            tape.Backward(loss);
            double norm = clip.Apply(parameters);
            if (double.IsFinite(norm))
            {
                optimizer.LearningRate = schedule.RateAt(step);
                optimizer.Step();
            }

            last = loss.ToScalar();                             // read results before the next Reset
        }
        #endregion

        Assert.InRange(last, 0, 0.01);
    }

    private static float[][] Windows() =>
        [.. Enumerable.Range(0, 40).Select(window => Enumerable.Range(0, 20 + (window % 5)).Select(step => MathF.Sin(0.3f * (step + (7 * window)))).ToArray())];

    private static int[] Bits(NextValueModel model) =>
        [.. model.Parameters().SelectMany(named => named.Parameter.Values.ToArray()).Select(BitConverter.SingleToInt32Bits)];

    private NextValueModel TrainFor(TrainOptions options)
    {
        var model = new NextValueModel(seed: 1);
        new Trainer(model, new Adam(ParameterGroup.All(model)), options).Run(new NextValueJob(model, Windows()), _cancellation);
        return model;
    }
}

using System.Collections.Immutable;
using System.Diagnostics;
using LongMemory.Tasks;
using Recurrent.Layers.Initialization;
using Recurrent.Tensors.Autograd;
using Recurrent.Tensors.Random;
using Recurrent.Training;
using Recurrent.Training.Gradients;
using Recurrent.Training.Optimizers;
using Recurrent.Training.Schedules;

namespace LongMemory;

/// <summary>One training and its score.</summary>
/// <param name="Seed">Of the weights and the sequences.</param>
/// <param name="Score">On the test sequences, by the task's measure.</param>
/// <param name="AllSteps">Mean loss over all answered steps of the test sequences.</param>
/// <param name="Steps">Updates made.</param>
/// <param name="Seconds">Wall time.</param>
internal sealed record LongRun(ulong Seed, double Score, double AllSteps, long Steps, double Seconds)
{
    private const double WarmUpShare = 0.02;

    public static LongRun Of(LongTask task, LongSettings settings, bool isQuiet)
    {
        var clock = Stopwatch.StartNew();
        var network = new LongNetwork(task, settings, new InitializationScope(new RandomSource(settings.Seed)));
        var job = new LongJob(task, network, settings);
        using var stop = new CancellationTokenSource();
        var options = new TrainOptions
        {
            Seed = settings.Seed,
            Threads = settings.Threads,
            MaximumEpochs = int.MaxValue,
            MaximumSteps = settings.Steps,
            Clip = new ClipByGlobalNorm(settings.Clip),
            Schedule = new CosineSchedule(settings.Rate, settings.Steps).AfterWarmUp((int)(WarmUpShare * settings.Steps)),
        };
        var services = new TrainingServices { Observers = [new LongObserver(job, settings, stop, isQuiet)] };
        var optimizer = new Adam(ParameterGroup.All(network));
        TrainResult result = new Trainer(network, optimizer, options, services).Run(job, stop.Token);
        ImmutableDictionary<string, double> scores = job.Score(Tape.ForInference(), task.Test(settings.Batch));
        return new LongRun(settings.Seed, scores["score"], scores["all_steps"], result.Steps, clock.Elapsed.TotalSeconds);
    }
}

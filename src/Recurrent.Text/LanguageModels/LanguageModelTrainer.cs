using System.Collections.Immutable;
using Recurrent.Tensors.Random;
using Recurrent.Training;
using Recurrent.Training.Events;
using Recurrent.Training.Gradients;
using Recurrent.Training.Optimizers;

namespace Recurrent.Text.LanguageModels;

/// <summary>One training run from text to language model.</summary>
internal sealed class LanguageModelTrainer(LanguageModelPlan plan, LanguageModelOptions options)
{
    private const double AverageDecay = 0.998;

    public LanguageModelTraining Run(ImmutableArray<ITrainingObserver> observers, CancellationToken cancellation)
    {
        options.SettingsChosen?.Invoke(plan.Settings.Settings);
        var network = new LanguageModelNetwork(plan.Architecture, new RandomSource(options.Seed));
        var job = new LanguageModelJob(network, plan.Training, plan.Validation, plan.BatchSize, plan.Segment);
        var run = new TaskRun
        {
            Network = network,
            Optimizer = new AdamW(ParameterGroup.WithoutDecayOnVectors(network), new AdamOptions { WeightDecay = options.WeightDecay }),
            Options = TrainerOptions(job.StepsPerEpoch),
            StepsPerEpoch = job.StepsPerEpoch,
            Resume = options.Resume,
            Observers = observers,
        }.Run(job, cancellation);
        var state = new LanguageModelState(plan.Architecture, plan.Settings, plan.Tokenizer, network) { Seed = options.Seed, Counts = plan.CountTokens() };
        return new LanguageModelTraining(new LanguageModel(state), plan.Settings.Settings, run);
    }

    private TrainOptions TrainerOptions(int stepsPerEpoch) =>
        TaskRun.OptionsOf(options, plan.Epochs, stepsPerEpoch, options.LearningRate, options.Patience) with { Clip = new ClipByGlobalNorm(1), AverageDecay = AverageDecay };
}

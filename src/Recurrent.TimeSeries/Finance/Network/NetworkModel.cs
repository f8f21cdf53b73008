using System.Globalization;
using Recurrent.Tensors.Random;
using Recurrent.TimeSeries.Finance.Models;
using Recurrent.TimeSeries.Finance.Prices;
using Recurrent.Training;
using Recurrent.Training.Events;
using Recurrent.Training.Gradients;
using Recurrent.Training.Optimizers;

namespace Recurrent.TimeSeries.Finance.Network;

/// <summary>An ensemble of recurrent networks that forecast the next day's log variance.</summary>
/// <param name="Options">How to build and train them.</param>
internal sealed record NetworkModel(VolatilityOptions Options) : IVolatilityModel
{
    private const double AverageDecay = 0.98;
    private const double WeightDecay = 0.01;

    public string Name => "model";

    /// <summary>Are told of every training.</summary>
    public IReadOnlyList<ITrainingObserver> Observers { get; init; } = [];

    /// <summary>Time for one network; null has no limit.</summary>
    public TimeSpan? Budget { get; init; }

    IFittedVolatility IVolatilityModel.Fit(PriceTable history, CancellationToken cancellationToken) => FitNetworks(history, Options.CheckpointFolder, cancellationToken).Fit;

    public static VolatilityArchitecture ArchitectureOf(VolatilityOptions options, bool hasRange) => new()
    {
        Cell = options.Cell,
        Hidden = options.Hidden,
        Layers = options.Layers,
        Members = options.Members,
        HasRange = hasRange,
    };

    /// <summary>Trains all members.</summary>
    /// <param name="history">All days that may be known.</param>
    /// <param name="checkpoint">Folder for their checkpoints; null for none.</param>
    /// <param name="cancellation">Ends the fit.</param>
    public TrainedNetworks FitNetworks(PriceTable history, string? checkpoint, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(history);
        var scale = NetworkDays.ScaleOf(history);
        var days = new NetworkDays(history, scale);
        var architecture = ArchitectureOf(Options, history.HasRange);
        var networks = new VolatilityNetwork[Options.Members];
        var results = new TrainResult[Options.Members];
        for (var member = 0; member < networks.Length; member++)
        {
            var seed = Options.Seed + ((ulong)member << 32);
            networks[member] = new VolatilityNetwork(architecture, new RandomSource(seed));
            var folder = checkpoint is null ? null : Path.Combine(checkpoint, "member-" + member.ToString(CultureInfo.InvariantCulture));
            results[member] = Train(networks[member], seed, folder, new VolatilityJob(networks[member], days, HeldBlock.Of(member, days.Count), Tails(member)), cancellation);
        }
        return new TrainedNetworks(new NetworkFit(scale, networks), results);
    }

    private static TailAssumption Tails(int member) => member % 2 == 0 ? TailAssumption.Normal : TailAssumption.Heavy;

    private TrainResult Train(VolatilityNetwork network, ulong seed, string? folder, VolatilityJob job, CancellationToken cancellation)
    {
        var optimizer = new AdamW(ParameterGroup.WithoutDecayOnVectors(network), new AdamOptions { WeightDecay = WeightDecay });
        var trainer = new Trainer(network, optimizer, TrainerOptions(seed, folder), new TrainingServices { Observers = [.. Observers] });
        if (Options.Resume && folder is not null) trainer.TryResume();
        var result = trainer.Run(job, cancellation);
        return result.Reason == StopReason.Cancelled
            ? throw new OperationCanceledException($"Training was cancelled after {result.Steps} steps.", cancellation)
            : result;
    }

    private TrainOptions TrainerOptions(ulong seed, string? folder)
    {
        var steps = (long)Options.Epochs * VolatilityJob.StepsPerEpoch;
        return new TrainOptions
        {
            Seed = seed,
            Threads = 1,
            MaximumEpochs = Options.Epochs,
            TimeBudget = Budget,
            Schedule = TaskRun.Cosine(Options.LearningRate, steps),
            Clip = new ClipByGlobalNorm(1),
            AverageDecay = AverageDecay,
            Patience = Options.Patience,
            CheckpointFolder = folder,

            // A network trains within a second; its end is soon enough.
            CheckpointEverySteps = folder is null ? null : steps + 1,
        };
    }
}

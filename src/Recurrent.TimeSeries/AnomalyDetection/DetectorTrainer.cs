using System.Collections.Immutable;
using System.Globalization;
using Recurrent.Tensors.Random;
using Recurrent.Training;
using Recurrent.Training.Data;
using Recurrent.Training.Events;
using Recurrent.Training.Gradients;
using Recurrent.Training.Optimizers;

namespace Recurrent.TimeSeries.AnomalyDetection;

/// <summary>One training run from rows to detector.</summary>
internal sealed class DetectorTrainer
{
    private const int FewestRows = 40;
    private const int PredictorSegment = 64;
    private const double AverageDecay = 0.98;
    private readonly IReadOnlyList<DetectionTable> _tables;
    private readonly DetectorOptions _options;
    private readonly DetectorPlan _plan;
    private readonly NormalisedRows[] _rows;

    public DetectorTrainer(IReadOnlyList<DetectionTable> tables, DetectorOptions options)
    {
        Check(tables);
        (_tables, _options) = (tables, options);
        _plan = DetectorPlan.Of(tables, options);
        _rows = [.. tables.Select(table => new NormalisedRows(table, _plan.Settings.Scales))];
    }

    public DetectorTraining Run(ImmutableArray<ITrainingObserver> observers, CancellationToken cancellation)
    {
        _options.SettingsChosen?.Invoke(_plan.Settings.Settings);
        var network = DetectorState.Build(_plan.Architecture, new RandomSource(_options.Seed));
        var length = _plan.Architecture.Method == DetectionMethod.Predict
            ? Math.Min(PredictorSegment, _tables.Max(static table => table.Rows) / 2)
            : _plan.Architecture.Window;
        var pieces = Pieces(length);
        var run = new TaskRun
        {
            Network = network,
            Optimizer = new AdamW(ParameterGroup.WithoutDecayOnVectors(network), new AdamOptions { WeightDecay = 1e-4 }),
            Options = TrainerOptions(),
            StepsPerEpoch = DetectorJob.StepsPerEpoch,
            Resume = _options.Resume,
            Observers = observers,
        }.Run(new DetectorJob((IDetectorNetwork)network, pieces, length), cancellation);
        var memory = new MemoryBuilder(network, _rows).Build();
        var model = new Detector(new DetectorState(_plan.Architecture, _plan.Settings, network, memory) { Seed = _options.Seed });
        return new DetectorTraining(model, _plan.Settings.Settings, run);
    }

    private SegmentPlan Pieces(int length)
    {
        var plan = new SegmentPlan(_rows, length);
        if (!plan.IsEmpty) return plan;
        var found = $"{_tables[0].Name} has no {length.ToString(CultureInfo.InvariantCulture)} rows one after another without a missing value";
        throw new DataFormatException(found + "; a detector learns from such pieces. Leave out the channels with many gaps, or fill short gaps.");
    }

    private TrainOptions TrainerOptions() =>
        TaskRun.OptionsOf(_options, _options.Epochs, DetectorJob.StepsPerEpoch, _options.LearningRate, _options.Patience) with { Clip = new ClipByGlobalNorm(1), AverageDecay = AverageDecay };

    private static void Check(IReadOnlyList<DetectionTable> tables)
    {
        if (tables.Count == 0) throw new ArgumentException("Received no table; a detector needs at least one to learn from.", nameof(tables));
        foreach (var table in tables)
        {
            if (!table.Channels.SequenceEqual(tables[0].Channels))
                throw new DataFormatException(
                    $"{table.Name} has the columns {string.Join(", ", table.Channels)} and {tables[0].Name} has {string.Join(", ", tables[0].Channels)}; expected the same in every file."
                    + " Train one detector for each kind of file.");
        }
        for (var channel = 0; channel < tables[0].Channels.Count; channel++)
        {
            if (tables.All(table => table.Channel(channel).All(double.IsNaN)))
                throw new DataFormatException(
                    $"{tables[0].Name} has no value in the column {tables[0].Channels[channel]}; expected at least some. Leave the column out, from the command line with --ignore.");
        }
        if (tables.Max(static table => table.Rows) is var rows && rows < FewestRows)
            throw new DataFormatException(string.Create(
                CultureInfo.InvariantCulture,
                $"{tables[0].Name} has {rows} rows to learn from; a detector needs at least {FewestRows}. Give more rows of usual behaviour."));
    }
}

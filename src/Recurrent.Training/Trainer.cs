using System.Collections.Immutable;
using Recurrent.Layers;
using Recurrent.Tensors;
using Recurrent.Tensors.Autograd;
using Recurrent.Tensors.Random;
using Recurrent.Training.Checkpoints;
using Recurrent.Training.Events;
using Recurrent.Training.Gradients;
using Recurrent.Training.Optimizers;
using Recurrent.Training.Schedules;

namespace Recurrent.Training;

/// <summary>The training loop: knows no model and no task, only how to make steps, when to look, when to save and when to stop.</summary>
/// <remarks>
/// Same seed, same bits: shuffling draws from the stream <c>epoch</c> and dropout from the stream <c>step</c>, each by number, so neither the
/// thread count nor stopping and resuming changes a result.
/// </remarks>
public sealed class Trainer
{
    private readonly Module _model;
    private readonly Optimizer _optimizer;
    private readonly TrainOptions _options;
    private readonly TrainingServices _services;
    private readonly RandomSource _random;
    private readonly Tape _tape;
    private readonly Tape _validationTape;
    private readonly ImmutableArray<Parameter> _parameters;
    private readonly GradientStep _gradient;
    private readonly double _baseRate;
    private readonly WeightSet? _average;
    private WeightSet? _best;
    private TrainingProgress _progress = new();
    private IReadOnlyDictionary<string, Tensor>? _jobState;
    private int? _epochBatches;
    private long? _checkpointStep;
    private long? _startedAt;
    private double _elapsedBefore;

    /// <summary>Prepares a run.</summary>
    /// <param name="model">What to train; ends up with the weights of <see cref="TrainResult.BestScore"/>, or the last without validation.</param>
    /// <param name="optimizer">Updates the parameters it was given, at least one of them the model's; others stay as they are.</param>
    /// <param name="options">How long and how.</param>
    /// <param name="services">Clock, reducer and observers; null for the system's clock, this process alone and nobody.</param>
    /// <exception cref="ArgumentException">The optimiser has no parameter of the model.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of range.</exception>
    public Trainer(Module model, Optimizer optimizer, TrainOptions options, TrainingServices? services = null)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(optimizer);
        ArgumentNullException.ThrowIfNull(options);
        options.Check();
        (_model, _optimizer, _options, _services) = (model, optimizer, options, services ?? new TrainingServices());
        _random = new RandomSource(options.Seed);
        _tape = Tape.ForTraining(_random.Stream("step"), options.Threads);
        _validationTape = Tape.ForInference(options.Threads);
        _parameters = [.. optimizer.Groups.SelectMany(group => group.Parameters).Select(named => named.Parameter)];
        if (!model.Parameters().Select(named => named.Parameter).Intersect(_parameters).Any())
            throw new ArgumentException($"The optimiser updates {_parameters.Length} parameters, none of them of the model ({model.GetType().Name}), which would not be trained; make it of the model's, as by ParameterGroup.All(model).", nameof(optimizer));
        _gradient = new GradientStep(_tape, _parameters, _services.Reducer, options.AccumulatedBatches);
        _baseRate = optimizer.LearningRate;
        optimizer.Threads = options.Threads;
        _average = options.AverageDecay is null ? null : new WeightSet(model);
    }

    /// <summary>Steps made so far, before and after resuming.</summary>
    public long StepCount => _progress.Step;

    /// <summary>Trains until a limit of the options is reached, the model stops improving, or the caller asks to stop.</summary>
    /// <param name="job">Data, loss and validation.</param>
    /// <param name="cancellation">Finishes the step, writes a checkpoint and returns.</param>
    /// <returns>Why the run ended, and the counts.</returns>
    /// <exception cref="InvalidOperationException">
    /// The trainer has run before, an epoch has no batches, or fewer than the resumed run has used, or the schedule gives a rate that is negative or not finite.
    /// </exception>
    public TrainResult Run(ITrainingJob job, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(job);
        StartClock();
        var start = new StartRecord(_model, job, _progress.Step);
        foreach (ITrainingObserver observer in _services.Observers)
            observer.OnStart(start);
        StopReason? reason;
        while ((reason = ReasonToStop(cancellation)) is null)
        {
            int batches = OpenEpoch(job);
            MakeStep(job, batches);
            if (_progress.Batch >= batches)
                CloseEpoch();
            if (IsDue(_options.ValidateEverySteps))
                Validate(job);
            if (IsDue(_options.CheckpointEverySteps))
                WriteCheckpoint(job);
        }

        return End(job, reason.Value);
    }

    /// <summary>Takes up the run whose checkpoint is in <see cref="TrainOptions.CheckpointFolder"/>, if there is one.</summary>
    /// <returns>False when there is no checkpoint: the run starts at the beginning.</returns>
    /// <exception cref="InvalidOperationException">The options name no folder.</exception>
    /// <exception cref="Tensors.Storage.StorageFormatException">The checkpoint is damaged or of another model, optimiser or seed.</exception>
    public bool TryResume()
    {
        string folder = _options.CheckpointFolder
            ?? throw new InvalidOperationException("The options name no checkpoint folder; set TrainOptions.CheckpointFolder to resume from it.");
        if (CheckpointStore.Read(folder) is not Checkpoint checkpoint)
            return false;
        checkpoint.Fit(_options, _optimizer);
        checkpoint.Load(_model, _optimizer, _average);
        if (checkpoint.Best is not null)
        {
            _best = new WeightSet(_model);
            checkpoint.LoadBest(_best);
        }

        (_progress, _jobState, _elapsedBefore) = (checkpoint.Manifest.Progress, checkpoint.Job, checkpoint.Manifest.Progress.ElapsedSeconds);
        _checkpointStep = _progress.Step;
        return true;
    }

    private int OpenEpoch(ITrainingJob job)
    {
        if (_epochBatches is int open)
            return open;
        bool isWithinEpoch = _progress.Batch > 0;

        // Between two epochs the state is that of the end of the last one: BeginEpoch keeps or drops it, as it did when nothing was stopped.
        if (_jobState is not null && !isWithinEpoch)
            job.LoadState(_jobState);
        int batches = job.BeginEpoch(_progress.Epoch, _random.Stream("epoch", (ulong)_progress.Epoch));
        if (batches < 1)
            throw new InvalidOperationException($"Epoch {_progress.Epoch} has {batches} batches, expected at least 1: is the training data empty?");
        if (_progress.Batch >= batches)
            throw new InvalidOperationException($"The checkpoint stopped after batch {_progress.Batch} of epoch {_progress.Epoch}, which has {batches} batches now; resume with the same data and batch size.");
        if (_jobState is not null && isWithinEpoch)
            job.LoadState(_jobState);
        (_jobState, _epochBatches) = (null, batches);
        return batches;
    }

    private void MakeStep(ITrainingJob job, int batches)
    {
        _tape.Reset(_random.Stream("step", (ulong)_progress.Step));
        int end = Math.Min(batches, _progress.Batch + _options.AccumulatedBatches);
        GradientOutcome outcome = _gradient.Compute(job, _progress.Batch, end);
        double rate = Rate() * _progress.Plateau.Factor;
        (_progress.Step, _progress.Batch) = (_progress.Step + 1, end);
        if (outcome.IsFinite)
            Update(outcome, rate);
        else
            Skip(outcome);
    }

    private double Rate()
    {
        if (_options.Schedule is not LearningRateSchedule schedule)
            return _baseRate;
        double rate = schedule.RateAt(_progress.Step);
        return double.IsFinite(rate) && rate >= 0
            ? rate
            : throw new InvalidOperationException($"The schedule {schedule} returned the learning rate {rate} at step {_progress.Step}; expected a finite number, at least 0. Correct its RateAt, or set another TrainOptions.Schedule.");
    }

    private void Update(GradientOutcome outcome, double rate)
    {
        bool isClipped = _options.Clip?.Apply(_parameters.AsSpan(), outcome.Norm, _tape.Threads) ?? false;
        _optimizer.LearningRate = rate;
        _optimizer.Step();
        if (_average is not null)
        {
            long updates = ++_progress.AverageUpdates;
            _average.MoveTowardsModel(Math.Min(_options.AverageDecay!.Value, (1.0 + updates) / (10.0 + updates)));
        }

        _progress.SkipsInARow = 0;
        _progress.EpochLoss += outcome.Loss * outcome.Weight;
        _progress.EpochWeight += outcome.Weight;
        var record = new StepRecord(_progress.Step, _progress.Epoch, outcome.Loss, rate, outcome.Norm, Elapsed()) { IsClipped = isClipped };
        foreach (ITrainingObserver observer in _services.Observers)
            observer.OnStep(record);
    }

    private void Skip(GradientOutcome outcome)
    {
        _progress.SkippedSteps++;
        _progress.SkipsInARow++;
        var record = new SkipRecord(_progress.Step, outcome.Loss, outcome.Norm, _progress.SkippedSteps);
        foreach (ITrainingObserver observer in _services.Observers)
            observer.OnSkip(record);
    }

    private void CloseEpoch()
    {
        var record = new EpochRecord(_progress.Epoch, _progress.Step, _progress.EpochLoss / _progress.EpochWeight, Elapsed());
        (_progress.Epoch, _progress.Batch, _progress.EpochLoss, _progress.EpochWeight, _epochBatches) = (_progress.Epoch + 1, 0, 0, 0, null);
        foreach (ITrainingObserver observer in _services.Observers)
            observer.OnEpoch(record);
    }

    private void Validate(ITrainingJob job)
    {
        _average?.ExchangeWithModel();
        try
        {
            if (job.Validate(_validationTape) is Evaluation evaluation)
                Judge(evaluation, job.HigherIsBetter);
        }
        finally
        {
            _validationTape.Reset();
            _average?.ExchangeWithModel();
        }
    }

    private void Judge(Evaluation evaluation, bool higherIsBetter)
    {
        double gain = higherIsBetter ? evaluation.Score - (_progress.BestScore ?? 0) : (_progress.BestScore ?? 0) - evaluation.Score;
        bool isBest = !double.IsNaN(evaluation.Score) && (_progress.BestScore is null || gain > _options.MinimumImprovement);
        if (isBest)
        {
            (_progress.BestScore, _progress.BestStep) = (evaluation.Score, _progress.Step);
            _best ??= new WeightSet(_model);
            _best.CopyFromModel();
        }

        _progress.BadValidations = isBest ? 0 : _progress.BadValidations + 1;
        _progress.Plateau = _options.Plateau?.Next(_progress.Plateau, evaluation.Score, higherIsBetter) ?? _progress.Plateau;
        var record = new ValidationRecord(_progress.Step, evaluation, isBest, Elapsed());
        foreach (ITrainingObserver observer in _services.Observers)
            observer.OnValidation(record);
    }

    private void WriteCheckpoint(ITrainingJob job)
    {
        // Weights that overflowed, or a run at its last skip, would replace the last good checkpoint by one nobody can go on from.
        bool isLost = _progress.SkipsInARow >= _options.MaximumSkipsInARow;
        if (_options.CheckpointFolder is not string folder || _checkpointStep == _progress.Step || isLost || !_parameters.All(parameter => double.IsFinite(FixedOrderSum.OfSquares(parameter.Values))))
            return;
        _progress.ElapsedSeconds = Elapsed();
        CheckpointStore.Write(folder, new Checkpoint(
            CheckpointManifest.Of(_options, _optimizer, _progress), CheckpointStore.WeightsOf(_model), _optimizer.ExportState())
        {
            Average = _average?.Export(),
            Best = _best?.Export(),
            Job = job.SaveState(),
        });
        _checkpointStep = _progress.Step;
        var record = new CheckpointRecord(_progress.Step, folder);
        foreach (ITrainingObserver observer in _services.Observers)
            observer.OnCheckpoint(record);
    }

    private TrainResult End(ITrainingJob job, StopReason reason)
    {
        if (reason != StopReason.NonFinite)
            WriteCheckpoint(job);
        (_best ?? _average)?.CopyToModel();
        var result = new TrainResult(reason, _progress.Step, _progress.Epoch, _progress.SkippedSteps, _progress.BestScore, _progress.BestStep);
        var record = new StopRecord(result, Elapsed());
        foreach (ITrainingObserver observer in _services.Observers)
            observer.OnStop(record);
        return result;
    }

    private StopReason? ReasonToStop(CancellationToken cancellation) =>
        _progress.SkipsInARow >= _options.MaximumSkipsInARow ? StopReason.NonFinite
        : cancellation.IsCancellationRequested ? StopReason.Cancelled
        : _progress.BadValidations >= _options.Patience ? StopReason.EarlyStopping
        : _progress.Step >= _options.MaximumSteps ? StopReason.MaximumSteps
        : _progress.Epoch >= _options.MaximumEpochs ? StopReason.MaximumEpochs
        : Elapsed() >= _options.TimeBudget?.TotalSeconds ? StopReason.TimeBudget
        : null;

    /// <summary>Every so many steps, or after each epoch.</summary>
    private bool IsDue(long? everySteps) => everySteps is long steps ? _progress.Step % steps == 0 : _progress.Batch == 0;

    private void StartClock()
    {
        if (_startedAt is not null)
            throw new InvalidOperationException("A trainer runs once, since the model now holds its final weights; make a new one, and call TryResume to go on.");
        _startedAt = _services.Time.GetTimestamp();
    }

    private double Elapsed() => _elapsedBefore + (_startedAt is long start ? _services.Time.GetElapsedTime(start).TotalSeconds : 0);
}

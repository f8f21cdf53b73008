using Recurrent.TimeSeries.Signals.Regression.Data;
using Recurrent.TimeSeries.Signals.Regression.Fitting;
using Recurrent.TimeSeries.Signals.Regression.Scoring;
using Recurrent.Training;
using Recurrent.Training.Data;
using Recurrent.Training.Events;

namespace Recurrent.TimeSeries.Signals.Regression.Model;

/// <summary>A trained model of how outputs follow from inputs: a filter, or a plant in simulation. Immutable; any number of threads may open streams.</summary>
/// <remarks>
/// The mean of a few small nonlinear state-space networks, x_{t+1} = A x_t + B u_t + E g_t, y_t = C x_t + D u_t + F g_t + d,
/// g_t = tanh(W [x_t; u_t] + b), fitted to the error of the whole simulation (Levenberg–Marquardt with exact forward sensitivities) from the best
/// linear state space (Paduart et al., Identification of nonlinear systems using polynomial nonlinear state space models, 2010; here with tanh
/// units). Measured outputs are never fed back.
/// </remarks>
public sealed class SignalRegressor
{
    private readonly RegressorState _state;

    internal SignalRegressor(RegressorState state) => _state = state;

    /// <summary>Names of the inputs.</summary>
    public IReadOnlyList<string> Inputs => _state.Settings.Inputs;

    /// <summary>Names of the outputs.</summary>
    public IReadOnlyList<string> Outputs => _state.Settings.Outputs;

    /// <summary>Column of the training file that names a row's record; null when all rows were one.</summary>
    public string? RecordColumn => _state.Settings.RecordColumn;

    /// <summary>Every setting it was trained with and the reason for it.</summary>
    public IReadOnlyList<ChosenSetting> Settings => _state.Settings.Settings;

    /// <summary>Scores when it was made, by name.</summary>
    public IReadOnlyDictionary<string, double> Metrics => _state.Metrics;

    /// <summary>The seed of its training.</summary>
    public ulong Seed => _state.Seed;

    internal RegressorState State => _state;

    /// <summary>Trains a regressor.</summary>
    /// <param name="table">Inputs and measured outputs; at least 100 steps.</param>
    /// <param name="options">Whatever shall not be chosen from the data; null for the defaults.</param>
    /// <param name="observers">Are told what happens, a fit being an epoch; null for none.</param>
    /// <param name="cancellationToken">Ends the run.</param>
    /// <returns>The regressor and its settings.</returns>
    /// <exception cref="DataFormatException">There are too few steps.</exception>
    /// <exception cref="ArgumentException">There are no records or no outputs.</exception>
    /// <exception cref="InvalidOperationException">No fit came to finite numbers.</exception>
    /// <exception cref="OperationCanceledException">The run was cancelled.</exception>
    public static RegressorTraining Train(
        RecordTable table, RegressorOptions? options = null, IEnumerable<ITrainingObserver>? observers = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(table);
        return new RegressorTrainer(table, options ?? new RegressorOptions(), [.. observers ?? []], cancellationToken).Run();
    }

    /// <summary>Loads a model folder.</summary>
    /// <param name="folder">Written by <see cref="Save"/>.</param>
    /// <returns>The regressor.</returns>
    /// <exception cref="IOException">The folder is missing, damaged or of another task; the message names file and field.</exception>
    public static SignalRegressor Load(string folder) => new(RegressorFolder.Read(folder));

    /// <summary>Writes the model folder: <c>model.json</c>, <c>model.safetensors</c>.</summary>
    /// <param name="folder">The folder to make or replace; a crash leaves the old one or the new one.</param>
    public void Save(string folder) => RegressorFolder.Write(folder, _state);

    /// <summary>The same regressor with scores to be kept in its folder.</summary>
    /// <param name="metrics">Scores by name.</param>
    /// <returns>A regressor over the same weights.</returns>
    public SignalRegressor WithMetrics(IReadOnlyDictionary<string, double> metrics) => new(_state with { Metrics = metrics });

    /// <summary>A stream at the start of a record.</summary>
    /// <returns>A stream of its own.</returns>
    public RegressorStream OpenStream() => new(_state);

    /// <summary>Simulates a record from its inputs alone.</summary>
    /// <param name="record">Inputs; outputs are looked at in the first steps only.</param>
    /// <param name="warmUp">Steps whose measured outputs may set the state at the start, 0 to the record's length; 0 takes the usual start.</param>
    /// <returns>Outputs in their own units, row-major; those of the warm-up are simulated too. <c>[T, O]</c></returns>
    /// <exception cref="ArgumentException">The record has not the model's columns, or no outputs for the warm-up.</exception>
    public double[] Simulate(SignalRecord record, int warmUp = 0)
    {
        ArgumentNullException.ThrowIfNull(record);
        ArgumentOutOfRangeException.ThrowIfNegative(warmUp);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(warmUp, record.Steps);
        var stream = OpenStream();
        if (warmUp > 0) stream.AlignStart(record.Slice(0, warmUp));
        var outputs = new double[record.Steps * Outputs.Count];
        for (var step = 0; step < record.Steps; step++) stream.Step(record.Input(step), outputs.AsSpan(step * Outputs.Count, Outputs.Count));
        return outputs;
    }

    /// <summary>Scores the regressor and simple methods in free run.</summary>
    /// <param name="table">Records with outputs.</param>
    /// <param name="warmUp">Steps at the start of every record whose outputs are shown to all methods and not scored, at least 0.</param>
    /// <returns>Errors of all.</returns>
    /// <exception cref="ArgumentException">The columns are others, or no step is left to score.</exception>
    public RegressionEvaluation Evaluate(RecordTable table, int warmUp = 0)
    {
        ArgumentNullException.ThrowIfNull(table);
        return RegressorEvaluator.Evaluate(this, table, warmUp);
    }
}

using System.Globalization;
using Recurrent.Tensors.Storage;
using Recurrent.TimeSeries.Signals.Regression.Data;
using Recurrent.TimeSeries.Signals.Regression.Model;
using Recurrent.Training.Data;

namespace Recurrent.TimeSeries.Tests.Signals.Regression;

public sealed class RegressorTests
{
    private static readonly Lazy<SignalRegressor> Trained = new(static () => Train(Plant.Table(1500, 1), Plant.Quick).Model);

    [Fact]
    public void Nonlinear_plant_is_simulated_far_better_than_linear_methods_do()
    {
        var evaluation = Trained.Value.Evaluate(Plant.Table(1500, 2), warmUp: 20);
        Assert.Equal(1480, evaluation.Steps);
        Assert.True(evaluation.Model.Fit > 97, $"{evaluation.Model.Fit}");
        Assert.True(evaluation.Model.Rmse < 0.25 * evaluation.Baseline("arx").Rmse, $"{evaluation.Model.Rmse} against {evaluation.Baseline("arx").Rmse}");
        Assert.True(evaluation.Baseline("arx").Rmse < evaluation.Baseline("mean").Rmse);
    }

    [Fact]
    public void Linear_plant_is_found_by_a_model_without_units()
    {
        var options = Plant.Quick with { Units = 0, Ridge = 0 };
        var evaluation = Train(Plant.Table(600, 1, cubic: 0), options).Model.Evaluate(Plant.Table(600, 2, cubic: 0), warmUp: 20);
        Assert.True(evaluation.Model.Nrmse < 1e-3, $"{evaluation.Model.Nrmse}");
        Assert.True(evaluation.Baseline("arx").Nrmse < 1e-3, $"{evaluation.Baseline("arx").Nrmse}");
    }

    [Fact]
    public void Measured_outputs_after_the_warm_up_change_nothing()
    {
        var record = Plant.Record(300, 3);
        double[] wrong = [.. record.Outputs.ToArray().Select((value, step) => step < 20 ? value : -value)];
        var changed = new SignalRecord("", record.Inputs.ToArray(), 1, wrong, 1);
        Assert.Equal(Trained.Value.Simulate(record, 20), Trained.Value.Simulate(changed, 20));
        Assert.NotEqual(Trained.Value.Simulate(record, 20), Trained.Value.Simulate(record));
    }

    [Fact]
    public void Later_inputs_change_nothing_that_was_said()
    {
        var record = Plant.Record(300, 3);
        double[] inputs = record.Inputs.ToArray();
        inputs[200] += 5;
        var changed = Trained.Value.Simulate(new SignalRecord("", inputs, 1, record.Outputs.ToArray(), 1));
        var plain = Trained.Value.Simulate(record);
        Assert.Equal(plain[..200], changed[..200]);
        Assert.NotEqual(plain[202..], changed[202..]);
    }

    [Fact]
    public void Warm_up_finds_the_state_in_the_middle_of_a_record()
    {
        var whole = Plant.Record(400, 4);
        var part = whole.Slice(200, 200);
        double Error(int warmUp) => Enumerable.Range(20, 60).Sum(step => Math.Abs(Trained.Value.Simulate(part, warmUp)[step] - part.Output(step)[0]));
        Assert.True(Error(20) < 0.5 * Error(0), $"{Error(20)} against {Error(0)}");
    }

    [Fact]
    public void Same_seed_gives_the_same_numbers_at_every_thread_count()
    {
        var options = Plant.Quick with { Iterations = 6, Threads = 1 };
        var record = Plant.Record(100, 5);
        var first = Train(Plant.Table(400, 1), options).Model.Simulate(record);
        Assert.Equal(first, Train(Plant.Table(400, 1), options with { Threads = 4 }).Model.Simulate(record));
        Assert.NotEqual(first, Train(Plant.Table(400, 1), options with { Seed = 2 }).Model.Simulate(record));
    }

    [Fact]
    public void State_of_a_stream_can_be_saved_and_taken_up_elsewhere()
    {
        var record = Plant.Record(100, 5);
        var whole = Trained.Value.Simulate(record);
        var (first, second, output) = (Trained.Value.OpenStream(), Trained.Value.OpenStream(), new double[1]);
        for (var step = 0; step < 50; step++) first.Step(record.Input(step), output);
        second.RestoreState(first.SaveState());
        second.Step(record.Input(50), output);
        Assert.Equal(whole[50], output[0]);
        Assert.Throws<ArgumentException>(() => second.RestoreState([1]));
        Assert.Throws<ArgumentException>(() => second.Step([double.NaN], output));
    }

    [Fact]
    public void Saved_model_gives_the_same_numbers()
    {
        var folder = Directory.CreateTempSubdirectory().FullName;
        try
        {
            Trained.Value.Save(folder);
            var loaded = SignalRegressor.Load(folder);
            var table = Plant.Table(200, 6);
            Assert.Equal(Trained.Value.Simulate(table.Records[0]), loaded.Simulate(table.Records[0]));
            Assert.Equal(Trained.Value.Evaluate(table).Baseline("fir").Rmse, loaded.Evaluate(table).Baseline("fir").Rmse);
            File.WriteAllText(Path.Combine(folder, "model.json"), File.ReadAllText(Path.Combine(folder, "model.json")).Replace("\"outputs\": 1", "\"outputs\": 7", StringComparison.Ordinal));
            Assert.Throws<StorageFormatException>(() => SignalRegressor.Load(folder));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public void Pump_writes_the_rows_with_the_simulated_output_behind()
    {
        var record = Plant.Record(30, 7);
        var rows = string.Concat(Enumerable.Range(0, 30).Select(step => FormattableString.Invariant($"{step};{record.Input(step)[0]:R}\n")));
        var output = new StringWriter();
        Assert.Equal(30, Pump(new StringReader("row;force\n" + rows), output, "rows"));
        var lines = output.ToString().Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal("row;force;place-hat", lines[0]);
        Assert.Equal(Trained.Value.Simulate(record)[29], double.Parse(lines[30].Split(';')[2], CultureInfo.InvariantCulture), 6);
        var refusal = Assert.Throws<DataFormatException>(() => Pump(new StringReader("force\n1\nx\n"), new StringWriter(), "rows"));
        Assert.Equal(3, refusal.Row);
    }

    [Fact]
    public void Too_few_steps_are_refused_with_the_number_needed() =>
        Assert.Contains("at least 100", Assert.Throws<DataFormatException>(() => Train(Plant.Table(99, 1))).Message, StringComparison.Ordinal);

    private static RegressorTraining Train(RecordTable table, RegressorOptions? options = null) =>
        SignalRegressor.Train(table, options, cancellationToken: TestContext.Current.CancellationToken);

    private static long Pump(TextReader input, TextWriter output, string name) =>
        new RegressorPump(Trained.Value).Run(input, output, name, TestContext.Current.CancellationToken);
}

using Recurrent.TimeSeries.Signals.Regression.Data;
using Recurrent.TimeSeries.Signals.Regression.Model;
using Recurrent.TimeSeries.Signals.Regression.Scoring;

// A spring that stiffens as it is drawn out, pushed by a force that changes every four steps.
static SignalRecord Measure(int steps, int seed)
{
    var random = new Random(seed);
    var (force, place) = (new double[steps], new double[steps]);
    double at = 0, speed = 0;
    for (int step = 0; step < steps; step++)
    {
        force[step] = step % 4 == 0 ? (4 * random.NextDouble()) - 2 : force[step - 1];
        place[step] = at + (0.005 * (random.NextDouble() - 0.5));
        speed += 0.3 * (force[step] - (0.5 * speed) - at - (0.4 * at * at * at));
        at += 0.3 * speed;
    }

    return new SignalRecord("", force, 1, place, 1);
}

// 1. Learn from one experiment. Everything that is not named is chosen by the free-run error on steps that are kept apart.
RecordTable bench = new("bench", ["force"], ["place"], [Measure(2000, 1)]);
RegressorTraining training = SignalRegressor.Train(bench, new RegressorOptions { States = 2, Restarts = 2, Seed = 1 });
Console.WriteLine($"{training.Run.Parameters} parameters in {training.Run.Epochs} fits.");

// 2. Score another experiment in free run: of its outputs the model sees the first 20, to know the state they begin in.
RegressionEvaluation test = training.Model.Evaluate(bench with { Records = [Measure(2000, 2)] }, warmUp: 20);
foreach (RegressionScores one in test.Baselines.Prepend(test.Model))
{
    Console.WriteLine($"{one.Method,-6} RMSE {one.Rmse:F4}  FIT {one.Fit,6:F2} %");
}

// 3. The twin runs beside the plant: one force in, one place out, and no measurement at all.
RegressorStream twin = training.Model.OpenStream();
double[] said = new double[1];
SignalRecord live = Measure(8, 3);
Console.WriteLine("force   place   twin");
for (int step = 0; step < live.Steps; step++)
{
    twin.Step(live.Input(step), said);
    Console.WriteLine($"{live.Input(step)[0],5:F2} {live.Output(step)[0],7:F3} {said[0],6:F3}");
}

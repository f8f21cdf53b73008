using Recurrent.TimeSeries.Signals.Regression.Data;
using Recurrent.TimeSeries.Signals.Regression.Linear;
using Recurrent.TimeSeries.Signals.Regression.Model;

namespace Recurrent.TimeSeries.Signals.Regression.Scoring;

/// <summary>Runs a regressor and simple methods over the same records.</summary>
internal static class RegressorEvaluator
{
    public static RegressionEvaluation Evaluate(SignalRegressor model, RecordTable table, int warmUp)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(warmUp);
        if (!table.InputNames.SequenceEqual(model.Inputs) || !table.OutputNames.SequenceEqual(model.Outputs))
            throw new ArgumentException($"Received the columns {string.Join(", ", table.InputNames.Concat(table.OutputNames))}; the model was trained on {string.Join(", ", model.Inputs.Concat(model.Outputs))}.", nameof(table));
        if (table.Records.All(record => record.Steps <= warmUp))
            throw new ArgumentException($"No record has more than the {warmUp} steps of the warm-up, so nothing is left to score.", nameof(warmUp));
        var settings = model.State.Settings;
        double[] mean = [.. settings.OutputScales.Select(static scale => scale.Centre)];
        var sums = Enumerable.Range(0, 4).Select(_ => new ErrorSums(table.OutputNames)).ToArray();
        foreach (var record in table.Records.Where(record => record.Steps > warmUp))
        {
            double[][] runs = [model.Simulate(record, warmUp), Linear(settings.Fir, settings, record, warmUp), Linear(settings.Arx, settings, record, warmUp)];
            for (var step = warmUp; step < record.Steps; step++)
            {
                for (var run = 0; run < runs.Length; run++) sums[run].Add(record.Output(step), runs[run].AsSpan(step * mean.Length, mean.Length));
                sums[^1].Add(record.Output(step), mean);
            }
        }
        return new RegressionEvaluation(sums[0].Steps, warmUp, sums[0].Scores("model"), [sums[^1].Scores("mean"), sums[1].Scores("fir"), sums[2].Scores("arx")]);
    }

    private static double[] Linear(ArxModel equation, RegressorSettings settings, SignalRecord record, int warmUp)
    {
        var known = SignalScale.Normalise(record.Outputs[..(warmUp * record.OutputCount)], settings.OutputScales);
        var outputs = equation.Simulate(SignalScale.Normalise(record.Inputs, settings.InputScales), known);
        for (var index = 0; index < outputs.Length; index++) outputs[index] = settings.OutputScales[index % settings.OutputScales.Length].Restore(outputs[index]);
        return outputs;
    }
}

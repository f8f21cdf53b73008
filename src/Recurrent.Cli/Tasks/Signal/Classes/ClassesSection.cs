using Recurrent.Cli.Presentation;
using Recurrent.Cli.Reports;
using Recurrent.TimeSeries.Signals.Classification;

namespace Recurrent.Cli.Tasks.Signal.Classes;

/// <summary>The part of a report about one run.</summary>
internal static class ClassesSection
{
    private const int MostPictures = 6;
    private const int MostMistakes = 50;

    public static void Write(TextWriter writer, ClassesOutcome outcome, int number, bool hasHeading)
    {
        if (hasHeading) writer.Write($"<h2>{Html.Text(outcome.Request.DataName)}</h2>\n");
        writer.Write($"<p class=\"facts\">{Html.Text(ClassesText.DataFacts(outcome.Request))}</p>\n");
        if (outcome.Test is { } test)
        {
            var warning = test.Model.Accuracy > test.Baselines.Max(static one => one.Accuracy) ? "" : " warning";
            writer.Write($"<p class=\"verdict{warning}\">{Html.Text(ClassesText.Verdict(test))}</p>\n");
            WriteScores(writer, test);
            writer.Write($"<h3>What was taken for what</h3>\n{ConfusionTable.Write(test.Labels, test.Confusion)}");
            WriteMistakes(writer, outcome, test, number);
        }
        WriteRun(writer, outcome, number);
    }

    private static void WriteScores(TextWriter writer, SignalEvaluation test)
    {
        writer.Write($"<h3>Scores beside simple methods</h3>\n<p>On {NumberText.Count(test.Signals)} signals which nothing was learnt or chosen from.</p>\n");
        writer.Write(Html.Table(
            ["method", "accuracy", "macro F1"],
            test.Baselines.Prepend(test.Model).Select(static one => new[] { Html.Text(ClassesText.Named(one.Method)), NumberText.Share(one.Accuracy), NumberText.Ratio(one.MacroF1) }),
            isNumeric: true));
    }

    private static void WriteMistakes(TextWriter writer, ClassesOutcome outcome, SignalEvaluation test, int number)
    {
        Mistake[] mistakes =
        [
            .. outcome.Request.Test.Zip(test.Predictions, static (signal, said) => new Mistake(signal, said))
                .Where(static one => one.Signal.Label != one.Said.Label).OrderByDescending(static one => one.Said.Probability),
        ];
        writer.Write($"<h3>Mistakes</h3>\n<p>{NumberText.Count(mistakes.Length)} in all{(mistakes.Length == 0 ? "." : ", the surest first.")}</p>\n");
        if (mistakes.Length == 0) return;
        writer.Write(Html.Table(
            ["signal", "class", "taken for", "probability", "of its own class"],
            mistakes.Take(MostMistakes).Select(one => new[]
            {
                Html.Text(Path.GetFileName(one.Signal.Name)), Html.Text(one.Signal.Label!), Html.Text(one.Said.Label), NumberText.Ratio(one.Said.Probability),
                NumberText.Ratio(one.Said.Probabilities[test.Labels.ToList().IndexOf(one.Signal.Label!)]),
            }),
            isNumeric: false));
        var sound = outcome.Training.Model.State.Settings.Features.Sound;
        for (var index = 0; index < Math.Min(MostPictures, mistakes.Length); index++)
        {
            var (signal, said) = mistakes[index];
            var name = $"mistake{number}-{index}";
            var caption = $"{Path.GetFileName(signal.Name)}: {signal.Label}, taken for {said.Label}";
            writer.Write(sound is not null
                ? Html.Figure(ChartSvg.Draw(SignalChart.Spectrogram(signal, sound), name, $"Spectrogram of {caption}", height: 200), caption + ". Bands from low to high over time; brighter is louder.")
                : Html.Figure(ChartSvg.Draw(SignalChart.Channels(signal), name, $"Channels of {caption}", height: 200), caption + ".", SignalChart.Legend(signal)));
        }
    }

    private static void WriteRun(TextWriter writer, ClassesOutcome outcome, int number)
    {
        var (run, model) = (outcome.Training.Run, outcome.Training.Model);
        writer.Write($"<h3>Training</h3>\n<p>{NumberText.Count(run.Parameters)} parameters, {NumberText.Count(run.Steps)} updates in {run.Epochs} epochs, {NumberText.Time(run.Seconds)}.");
        if (!double.IsNaN(outcome.Training.ValidationAccuracy))
            writer.Write($" Each network told {NumberText.Share(outcome.Training.ValidationAccuracy)} of the training signals right that it had not learnt from.");
        writer.Write("</p>\n");
        if (outcome.Losses.Training.Count > 1)
        {
            var svg = ChartSvg.Draw(LossChart.Plot(outcome.Losses, model.State.Architecture.Members), $"loss{number}", "Training and validation loss over the updates", height: 220);
            writer.Write(Html.Figure(svg, "Cross-entropy with label smoothing; training signals are changed at random, so their loss may be the larger.", LossChart.Legend));
        }
        writer.Write("<h3>What was chosen, and why</h3>\n");
        writer.Write(Html.Table(
            ["setting", "value", "reason"],
            outcome.Training.Settings.Select(static one => new[] { Html.Text(one.Name), Html.Text(one.Value), Html.Text(one.Reason) }),
            isNumeric: false));
        writer.Write($"<h3>Repeat it</h3>\n<pre>{Html.Text(outcome.Request.Command)}</pre>\n");
    }

    private readonly record struct Mistake(TimeSeries.Signals.Signal Signal, SignalPrediction Said);
}

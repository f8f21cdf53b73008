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
        var accuracy = outcome.Training.ValidationAccuracy;
        var known = double.IsNaN(accuracy) ? "" : $" Each network told {NumberText.Share(accuracy)} of the training signals right that it had not learnt from.";
        var curves = new LossFigure(number, "Cross-entropy with label smoothing; training signals are changed at random, so their loss may be the larger.")
        {
            Members = outcome.Training.Model.State.Architecture.Members,
        };
        RunSection.WriteTraining(writer, RunSection.Facts(outcome.Training.Run) + known, outcome.Losses, curves);
        RunSection.WriteChoices(writer, outcome.Training.Settings, outcome.Request.Command);
    }

    private readonly record struct Mistake(TimeSeries.Signals.Signal Signal, SignalPrediction Said);
}

using Recurrent.Cli.Presentation;
using Recurrent.Cli.Reports;
using Recurrent.Text.Classification;

namespace Recurrent.Cli.Tasks.Classify;

/// <summary>The part of a report about one run.</summary>
internal static class ClassifySection
{
    private const int MostTexts = 12;

    public static void Write(TextWriter writer, ClassifyOutcome outcome, int number, bool hasHeading)
    {
        if (hasHeading) writer.Write($"<h2>{Html.Text(outcome.Request.DataName)}</h2>\n");
        writer.Write($"<p class=\"facts\">{Html.Text(ClassifyText.DataFacts(outcome.Request))}</p>\n");
        if (outcome.Test is { } test)
        {
            writer.Write($"<p class=\"verdict{(ClassifyText.IsBetter(test) ? "" : " warning")}\">{Html.Text(ClassifyText.Verdict(test))}</p>\n");
            WriteScores(writer, test);
            if (test.Confusion.Count > 0) writer.Write($"<h3>What was taken for what</h3>\n{ConfusionTable.Write(test.Labels, test.Confusion)}");
            WriteTexts(writer, outcome, test);
        }
        WriteCalibration(writer, outcome);
        WriteRun(writer, outcome, number);
    }

    private static void WriteScores(TextWriter writer, TextEvaluation test)
    {
        var isMulti = test.Confusion.Count == 0;
        writer.Write($"<h3>Scores beside simple methods</h3>\n<p>On {NumberText.Count(test.Texts)} texts which nothing was learnt or chosen from. Naive Bayes counts words and knows nothing of their order.</p>\n");
        writer.Write(Html.Table(
            ["method", isMulti ? "all labels right" : "accuracy", "micro F1", "macro F1"],
            test.Baselines.Prepend(test.Model).Select(static one => new[] { Html.Text(ClassifyText.Named(one.Method)), NumberText.Share(one.Accuracy), NumberText.Ratio(one.MicroF1), NumberText.Ratio(one.MacroF1) }),
            isNumeric: true));
        writer.Write(Html.Table(
            ["class", "precision", "recall", "F1", "texts"],
            test.Classes.Select(static one => new[] { Html.Text(one.Label), NumberText.Ratio(one.Precision), NumberText.Ratio(one.Recall), NumberText.Ratio(one.F1), NumberText.Count(one.Texts) }),
            isNumeric: true));
    }

    private static void WriteTexts(TextWriter writer, ClassifyOutcome outcome, TextEvaluation test)
    {
        JudgedText[] judged = [.. outcome.Request.Test.Zip(test.Predictions, static (text, said) => new JudgedText(text, said))];
        var wrong = judged.Where(static one => !one.IsRight).OrderByDescending(static one => one.Said.Probability).Take(MostTexts).ToArray();
        writer.Write("<h3>What decided</h3>\n<p>Every text is coloured by what each word adds to the score of the class named: blue speaks for it, orange against it. The parts and a constant sum to the score; a word is read together with its neighbours."
            + (outcome.Training.Model.HasAttention ? " The bar below a word is its attention: how closely the network looks at it." : "") + "</p>\n");
        writer.Write("<p><b>Told right</b></p>\n");
        foreach (var one in judged.Where(static one => one.IsRight).Take(MostTexts)) writer.Write(ColouredText.Write(outcome.Training.Model, one));
        writer.Write($"<p><b>Mistakes</b>{(wrong.Length == 0 ? ": none." : ", the surest first")}</p>\n");
        foreach (var one in wrong) writer.Write(ColouredText.Write(outcome.Training.Model, one));
    }

    private static void WriteCalibration(TextWriter writer, ClassifyOutcome outcome)
    {
        if (outcome.Training.Calibration is not { } held) return;
        writer.Write("<h3>How far probabilities can be trusted</h3>\n<p>Scores are divided by a temperature before they become probabilities. It is fitted to texts held back; each half of them is measured with the temperature of the other half.</p>\n");
        IEnumerable<string> Row(string where, TextCalibration one) =>
            [Html.Text(where), NumberText.Ratio(one.Temperature), NumberText.Ratio(one.NllBefore), NumberText.Ratio(one.NllAfter), NumberText.Share(one.EceBefore), NumberText.Share(one.EceAfter)];
        writer.Write(Html.Table(
            ["texts", "temperature", "log-likelihood, before", "after", "calibration error, before", "after"],
            outcome.Test is { } test ? [Row("held back", held), Row("scored on", test.Calibration)] : [Row("held back", held)],
            isNumeric: true));
    }

    private static void WriteRun(TextWriter writer, ClassifyOutcome outcome, int number)
    {
        var run = outcome.Training.Run;
        RunSection.WriteTraining(writer, $"{RunSection.Facts(run)} Kept were the weights of epoch {run.BestEpoch}.", outcome.Losses, new LossFigure(number, "Cross-entropy in nats; training hides words and values at random, so its loss may be the larger.") { Members = outcome.Request.Options.Members });
        RunSection.WriteChoices(writer, outcome.Request.Explained(outcome.Training.Settings), outcome.Request.Command);
    }
}

using Recurrent.Cli.Presentation;
using Recurrent.Cli.Reports;
using Recurrent.Text.Translation;

namespace Recurrent.Cli.Tasks.Translate;

/// <summary>The body of a translator's report.</summary>
internal static class TranslateSection
{
    private const int Examples = 20;
    private const int Maps = 4;
    private const int LongestMap = 40;

    public static void Write(TextWriter writer, TranslateOutcome outcome)
    {
        writer.Write($"<p class=\"facts\">{Html.Text(TranslateText.DataFacts(outcome.Request))}</p>\n");
        if (outcome.Test is { } test)
        {
            var warning = test.Model.Bleu.Score > test.Baselines.Max(static one => one.Bleu.Score) ? "" : " warning";
            writer.Write($"<p class=\"verdict{warning}\">{Html.Text(TranslateText.Verdict(test))}</p>\n");
            WriteScores(writer, test);
            WriteExamples(writer, outcome.Request.Test, test);
        }
        WriteMaps(writer, outcome);
        WriteRun(writer, outcome);
    }

    private static void WriteScores(TextWriter writer, TranslationEvaluation test)
    {
        writer.Write($"<h3>Scores beside simple methods</h3>\n<p>On {NumberText.Count(test.Sentences)} sentences which nothing was learnt or chosen from.</p>\n");
        writer.Write(Html.Table(
            ["method", "BLEU", "BLEU, lower-cased", "chrF"],
            test.Baselines.Prepend(test.Model).Select(static one => new[]
            {
                Html.Text(TranslateText.Named(one.Method)), NumberText.Percent(one.Bleu.Score), NumberText.Percent(one.BleuLowercase.Score), NumberText.Percent(one.Chrf.Score),
            }),
            isNumeric: true));
        writer.Write($"<p>BLEU: <code>{Html.Text(test.Model.Bleu.Signature)}</code><br>BLEU, lower-cased: <code>{Html.Text(test.Model.BleuLowercase.Signature)}</code><br>chrF: <code>{Html.Text(test.Model.Chrf.Signature)}</code></p>\n");
    }

    private static void WriteExamples(TextWriter writer, IReadOnlyList<SentencePair> pairs, TranslationEvaluation test)
    {
        writer.Write("<h3>The first sentences</h3>\n");
        writer.Write(Html.Table(
            ["source", "this model", "reference"],
            pairs.Zip(test.Translations).Take(Examples).Select(static one => new[] { Html.Text(one.First.Source), Html.Text(one.Second.Text), Html.Text(one.First.Target) }),
            isNumeric: false));
    }

    private static void WriteMaps(TextWriter writer, TranslateOutcome outcome)
    {
        var pairs = outcome.Request.Test.Count > 0 ? outcome.Request.Test : outcome.Request.Validation ?? outcome.Request.Training;
        var model = outcome.Training.Model;
        string[] sentences = [.. pairs.Select(static pair => pair.Source).Where(one => !string.IsNullOrWhiteSpace(one) && model.SourceLength(one) <= LongestMap).Take(2 * Maps)];
        if (sentences.Length == 0) return;
        var shown = model.Translate(sentences, outcome.Request.Search with { WithAttention = true })
            .Where(static one => one.Tokens.Length is > 0 and <= LongestMap).Take(Maps);
        writer.Write("<h3>What was looked at</h3>\n<p>A row for every token written and a column for every token read; the darker, the more it was looked at.</p>\n");
        foreach (var one in shown) writer.Write(AttentionTable.Write(one));
    }

    private static void WriteRun(TextWriter writer, TranslateOutcome outcome)
    {
        RunSection.WriteTraining(writer, $"{RunSection.Facts(outcome.Training.Run)} {Html.Text(TranslateText.Perplexity(outcome))}", outcome.Losses, new LossFigure(0, "Cross-entropy of a target token with label smoothing, in nats; dropout makes the training loss the larger."));
        RunSection.WriteChoices(writer, outcome.Training.Settings, outcome.Request.Command);
    }
}
